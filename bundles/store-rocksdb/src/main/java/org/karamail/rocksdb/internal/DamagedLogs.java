package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.karamail.rocksdb.internal.db.DiskFault;

/** Keeps a copy of RocksDB's logs when one of them is damaged, before what can be read of them is taken over. */
final class DamagedLogs {

  private DamagedLogs() {}

  /**
   * Copies the logs to a folder of their own below {@code aside/}.
   *
   * @return that folder
   * @throws DiskFault if the copy cannot be made: then nothing else may be done with the logs
   */
  static Path copyAside(StoreFolder folder, Instant now) {
    Path copy = folder.aside().resolve("log-" + now.toEpochMilli());
    try {
      Files.createDirectories(copy);
      for (Path log : logs(folder.database())) {
        Files.copy(log, copy.resolve(String.valueOf(log.getFileName())));
      }
      return copy;
    } catch (IOException failed) {
      throw new DiskFault("the damaged log of the queue cannot be copied to " + copy + ": " + failed);
    }
  }

  private static List<Path> logs(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files.filter(file -> file.toString().endsWith(".log")).toList();
    }
  }
}
