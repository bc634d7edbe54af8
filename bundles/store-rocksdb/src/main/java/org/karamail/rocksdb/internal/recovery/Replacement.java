package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.db.Folders;
import org.karamail.rocksdb.internal.db.Recovery;

/**
 * A new database that is to take the place of a damaged one. It is made in {@code db.new}; {@code db.whole} is its name once
 * it is complete, so that a crash at any moment leaves either the old database or the new one. Runs while the store is closed.
 */
final class Replacement implements AutoCloseable {

  private static final long BATCH = 4L << 20;

  private final Path folder;
  private final Database database;
  private Changes pending = new Changes();
  private Optional<DiskFault> failure = Optional.empty();

  Replacement(Database.Source source, Path folder) {
    this.folder = folder;
    this.database = source.open(half(folder), Recovery.TORN_TAIL);
  }

  void put(Family family, byte[] key, byte[] value) {
    pending.put(family, key, value);
    write(BATCH);
  }

  void add(Changes changes) {
    pending.addAll(changes);
    write(BATCH);
  }

  private void write(long atLeast) {
    if (pending.octets() <= atLeast) {
      return;
    }
    try {
      database.write(List.of(pending));
    } catch (DiskFault failed) {
      failure = Optional.of(failed);
      throw failed;
    }
    pending = new Changes();
  }

  /**
   * Everything is in it.
   *
   * @throws DiskFault if anything could not be written, be it that whoever read it took that for damage
   */
  void complete() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    write(0);
    database.close();
    try {
      Files.move(half(folder), whole(folder), StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(folder.resolveSibling(""));
    } catch (IOException failed) {
      throw new DiskFault("the database made anew beside " + folder + " cannot be renamed: " + failed, failed);
    }
  }

  /** Does nothing once it is complete; else what there is of it is cleared away at the next opening. */
  @Override
  public void close() {
    database.close();
  }

  /** Puts a complete one in the place that the damaged one has left, and clears an incomplete one away. */
  static void finish(Path folder) {
    try {
      if (Files.exists(whole(folder)) && !Files.exists(folder)) {
        Files.move(whole(folder), folder, StandardCopyOption.ATOMIC_MOVE);
        Folders.sync(folder.resolveSibling(""));
      }
      delete(whole(folder));
      delete(half(folder));
    } catch (IOException failed) {
      throw new DiskFault("what is left of a repair beside " + folder + " cannot be put in order: " + failed, failed);
    }
  }

  private static Path half(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".new");
  }

  private static Path whole(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".whole");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> files = new ArrayList<>();
      try (Stream<Path> all = Files.walk(folder)) {
        all.forEach(files::add);
      }
      for (int i = files.size() - 1; i >= 0; i--) {
        Files.delete(files.get(i));
      }
    }
  }
}
