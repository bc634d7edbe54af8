package org.karamail.rocksdb.internal.db;

import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/** A table file of a database that does not open, read by itself: what it holds, but not what newer files delete of it. */
public final class LostTable {

  private LostTable() {}

  /**
   * Reads what can be read, checksums of the blocks not looked at: values carry checksums of their own.
   *
   * @throws DiskFault if it is no table, or none of ours
   */
  public static void read(Path file, LostEntries entries) {
    try (Options options = new Options();
        SstFileReader table = new SstFileReader(options)) {
      table.open(file.toString());
      Family family =
          Family.titled(table.getTableProperties().getColumnFamilyName())
              .orElseThrow(() -> new DiskFault(file + " holds none of our entries"));
      try (ReadOptions reading = new ReadOptions().setVerifyChecksums(false).setFillCache(false);
          SstFileReaderIterator found = table.newIterator(reading)) {
        Salvage.of(
                found,
                (key, value) -> {
                  entries.take(family, key, value);
                  return true;
                })
            .run();
      }
    } catch (RocksDBException damaged) {
      throw new DiskFault("the table " + file + " cannot be read", damaged);
    }
  }
}
