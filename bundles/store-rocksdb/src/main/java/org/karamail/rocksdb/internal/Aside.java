package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.db.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where entries go that cannot be read: a folder for each message with the octets of its records, for people to look at.
 * Nothing in it is ever deleted by the store. Safe on any thread.
 */
final class Aside {

  private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

  private final Path folder;
  private volatile long count;

  /** The folder, made when there is something to put into it. */
  Aside(Path folder) {
    this.folder = folder;
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
    put(id.toString(), name, octets);
  }

  /**
   * Puts a record there under a name of its own.
   *
   * @throws IllegalStateException if it cannot be written; the entry then stays where it is
   */
  void put(String entry, String name, byte[] octets) {
    try {
      Path home = Files.createDirectories(folder.resolve(entry));
      try (FileChannel file =
          FileChannel.open(
              home.resolve(name),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer rest = ByteBuffer.wrap(octets);
        while (rest.hasRemaining()) {
          file.write(rest);
        }
        file.force(true);
      }
      Folders.sync(home);
      Folders.sync(folder);
    } catch (IOException failed) {
      throw new IllegalStateException("entry " + entry + " cannot be set aside: " + failed, failed);
    }
  }

  /**
   * Moves the body file of a message there, if it has one.
   *
   * @throws IllegalStateException if it cannot be moved
   */
  void move(QueueId id, BodyFolder bodies) {
    if (!Files.exists(bodies.file(id))) {
      return;
    }
    try {
      Path home = Files.createDirectories(folder.resolve(id.toString()));
      Files.move(bodies.file(id), home.resolve("body-file"), StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(home);
    } catch (IOException failed) {
      throw new IllegalStateException("the body of " + id + " cannot be set aside: " + failed, failed);
    }
  }

  /** Counts anew. */
  void recount() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      count = entries.count();
    } catch (IOException failed) {
      LOG.warn("the entries in {} cannot be counted: {}", folder, failed.toString());
    }
  }
}
