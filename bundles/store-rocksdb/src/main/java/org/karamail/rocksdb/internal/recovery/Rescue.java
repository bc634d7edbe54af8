package org.karamail.rocksdb.internal.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.karamail.rocksdb.internal.db.DamagedLog;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.LostBlobs;
import org.karamail.rocksdb.internal.db.LostTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a new database of the files of one that does not open: first the tables, then the bodies, older files before newer
 * ones, then the log over them. Without its manifest nobody knows what newer files delete of older ones, so messages may come
 * back that were finished; that is why all are doubtful.
 */
final class Rescue {

  private static final Logger LOG = LoggerFactory.getLogger(Rescue.class);

  private final Database.Source source;
  private final Path folder;
  private final DatabaseFiles files;

  Rescue(Database.Source source, Path folder) {
    this.source = source;
    this.folder = folder;
    this.files = new DatabaseFiles(folder);
  }

  /** Makes it complete; the damaged one is only read. */
  void run() {
    try (Replacement target = new Replacement(source, folder)) {
      each(files.tables(), table -> LostTable.read(table, target::put));
      each(files.blobs(), blobs -> LostBlobs.read(blobs, target::put));
      each(files.logs(), log -> DamagedLog.read(List.of(log), (changes, behindDamage) -> target.add(changes)));
      target.complete();
    }
  }

  private interface Reader {
    void read(Path file) throws IOException;
  }

  private static void each(List<Path> files, Reader reader) {
    for (Path file : files) {
      try {
        reader.read(file);
      } catch (IOException | DiskFault unreadable) {
        LOG.error("nothing more can be read of {}: {}", file, unreadable.getMessage());
      }
    }
  }
}
