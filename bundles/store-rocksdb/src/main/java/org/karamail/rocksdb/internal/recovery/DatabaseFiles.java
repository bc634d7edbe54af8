package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Folders;

/** The files of a closed RocksDB, by their kind and in the order of their numbers, which is about that of their age. */
final class DatabaseFiles {

  private static final Pattern LOG = Pattern.compile("\\d+\\.log");
  private static final Pattern TABLE = Pattern.compile("\\d+\\.sst");
  private static final Pattern BLOBS = Pattern.compile("\\d+\\.blob");
  private static final Pattern MANIFEST = Pattern.compile("MANIFEST-\\d+");
  private static final String CURRENT = "CURRENT";

  private final Path folder;

  DatabaseFiles(Path folder) {
    this.folder = folder;
  }

  List<Path> logs() {
    return named(LOG);
  }

  List<Path> tables() {
    return named(TABLE);
  }

  List<Path> blobs() {
    return named(BLOBS);
  }

  /**
   * Whether there is a database, but the file is gone or damaged that names its manifest, or the manifest is gone. RocksDB
   * would take that for a folder without a database, make a new one in it, and delete the tables of the old one.
   */
  boolean haveLostTheirHead() {
    return Files.isDirectory(folder)
        && !(logs().isEmpty() && tables().isEmpty())
        && current().filter(name -> Files.exists(folder.resolve(name))).isEmpty();
  }

  private Optional<String> current() {
    try {
      String name = Files.readString(folder.resolve(CURRENT), StandardCharsets.ISO_8859_1).strip();
      return Optional.of(name).filter(MANIFEST.asMatchPredicate());
    } catch (IOException lost) {
      return Optional.empty();
    }
  }

  /** Names the newest manifest again; answers whether there is one. */
  boolean restoreHead() {
    List<Path> manifests = named(MANIFEST);
    if (manifests.isEmpty()) {
      return false;
    }
    Path newest = manifests.get(manifests.size() - 1);
    Path made = folder.resolve(CURRENT + ".made");
    try {
      Files.writeString(made, newest.getFileName() + "\n", StandardCharsets.ISO_8859_1);
      try (FileChannel file = FileChannel.open(made, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(made, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(folder);
      return true;
    } catch (IOException failed) {
      throw new DiskFault("the file " + folder.resolve(CURRENT) + " cannot be restored: " + failed, failed);
    }
  }

  private List<Path> named(Pattern pattern) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && pattern.matcher(name(file)).matches())
          .sorted(Comparator.comparing((Path file) -> name(file).length()).thenComparing(DatabaseFiles::name))
          .toList();
    } catch (IOException failed) {
      throw new DiskFault("the folder " + folder + " cannot be read: " + failed, failed);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
