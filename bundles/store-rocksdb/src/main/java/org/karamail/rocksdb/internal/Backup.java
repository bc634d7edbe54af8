package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.commit.Disk;

/** Writes a copy that is a store of its own. */
final class Backup {

  private final Disk disk;
  private final BodyFolder bodies;

  Backup(Disk disk, BodyFolder bodies) {
    this.disk = disk;
    this.bodies = bodies;
  }

  /**
   * Copies database and bodies. No body is unlinked in between, so the copy has all that its database speaks of; those it
   * has beyond that, its own start sweeps away.
   *
   * @throws IOException if the folder exists or cannot be written
   */
  void run(Path folder) throws IOException {
    StoreFolder copy = new StoreFolder(folder);
    Files.createDirectories(folder.toAbsolutePath().getParent());
    Files.createDirectory(folder);
    bodies.keepAll();
    try {
      disk.database().copyTo(copy.database());
      bodies.copyTo(copy.bodies());
    } finally {
      bodies.keepNoLonger();
    }
  }
}
