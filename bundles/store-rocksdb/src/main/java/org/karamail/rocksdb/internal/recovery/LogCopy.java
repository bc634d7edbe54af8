package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.karamail.rocksdb.internal.db.DiskFault;

/** A copy of the database's log as it was found damaged, for people to look at. */
final class LogCopy {

  private LogCopy() {}

  /** Copies the log; the copied files in their order. */
  static List<Path> make(Path database, Path target) {
    try {
      Files.createDirectories(target);
      for (Path log : new DatabaseFiles(database).logs()) {
        Files.copy(log, target.resolve(log.getFileName()));
      }
      return new DatabaseFiles(target).logs();
    } catch (IOException failed) {
      throw new DiskFault("the damaged log in " + database + " cannot be copied to " + target + ": " + failed, failed);
    }
  }
}
