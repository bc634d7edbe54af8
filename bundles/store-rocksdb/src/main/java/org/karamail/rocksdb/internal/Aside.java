package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.db.DiskFault;

/**
 * Where entries go that cannot be read: a folder for each message with the octets of its records, for people to look at.
 * Nothing in it is ever deleted by the store.
 */
final class Aside {

  private final Path folder;
  private volatile long count;

  /** The folder as it is; made when there is something to put into it. */
  Aside(Path folder) {
    this.folder = folder;
    this.count = count(folder);
  }

  /** How many entries lie there. */
  long count() {
    return count;
  }

  Path folder() {
    return folder;
  }

  /** Puts one record of a message there, synced. */
  void put(QueueId id, String name, byte[] octets) {
    try {
      Path home = Files.createDirectories(folder.resolve(id.toString()));
      try (FileChannel file =
          FileChannel.open(
              home.resolve(name),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        file.write(java.nio.ByteBuffer.wrap(octets));
        file.force(true);
      }
    } catch (IOException failed) {
      throw new DiskFault("entry " + id + " cannot be set aside: " + failed, failed);
    }
  }

  /** Moves the body file of a message there, if it has one. */
  void move(QueueId id, BodyFolder bodies) {
    Optional<Path> file = Optional.of(bodies.file(id)).filter(Files::exists);
    try {
      if (file.isPresent()) {
        Path home = Files.createDirectories(folder.resolve(id.toString()));
        Files.move(file.get(), home.resolve("body"), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException failed) {
      throw new DiskFault("the body of " + id + " cannot be set aside: " + failed, failed);
    }
  }

  /** Counts anew. */
  void recount() {
    count = count(folder);
  }

  private static long count(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    } catch (IOException failed) {
      throw new DiskFault("the folder " + folder + " cannot be read: " + failed, failed);
    }
  }
}
