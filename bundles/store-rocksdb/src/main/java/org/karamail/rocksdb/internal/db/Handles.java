package org.karamail.rocksdb.internal.db;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.WriteOptions;

/** Every native object of one open database; closed in reverse order of their making. {@link Database} owns it. */
final class Handles {

  private static final long LARGEST_LOG = 192L << 20;
  private static final long MEMTABLES = 64L << 20;
  private static final long BLOCK_CACHE = 32L << 20;
  private static final int BITS_PER_KEY = 10;
  private static final int OPEN_FILES = 1_000;
  private static final int OWN_LOG_FILES = 4;

  private final Deque<AutoCloseable> made = new ArrayDeque<>();
  private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
  private final RocksDB rocks;
  private final WriteOptions synced;

  private Handles(Path folder, Recovery recovery) throws RocksDBException {
    try {
      LRUCache blocks = keep(new LRUCache(BLOCK_CACHE));
      BloomFilter filter = keep(new BloomFilter(BITS_PER_KEY));
      List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
      for (Family family : Family.values()) {
        descriptors.add(
            new ColumnFamilyDescriptor(family.title(), keep(FamilyOptions.of(family, blocks, filter))));
      }
      synced = keep(new WriteOptions().setSync(true));
      List<ColumnFamilyHandle> opened = new ArrayList<>();
      rocks = RocksDB.open(keep(options(recovery)), folder.toString(), descriptors, opened);
      made.push(rocks);
      for (Family family : Family.values()) {
        families.put(family, keep(opened.remove(0)));
      }
    } catch (RocksDBException failed) {
      close();
      throw failed;
    }
  }

  static Handles open(Path folder, Recovery recovery) throws RocksDBException {
    return new Handles(folder, recovery);
  }

  RocksDB rocks() {
    return rocks;
  }

  WriteOptions synced() {
    return synced;
  }

  ColumnFamilyHandle family(Family family) {
    return Objects.requireNonNull(families.get(family));
  }

  void close() {
    while (!made.isEmpty()) {
      try {
        made.pop().close();
      } catch (Exception impossible) { // no native object's close throws; AutoCloseable declares it
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static DBOptions options(Recovery recovery) {
    return new DBOptions()
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setWalRecoveryMode(recovery.log())
        .setMaxTotalWalSize(LARGEST_LOG)
        .setDbWriteBufferSize(MEMTABLES)
        .setMaxBackgroundJobs(2)
        .setMaxOpenFiles(OPEN_FILES)
        .setAvoidFlushDuringShutdown(true)
        .setAvoidFlushDuringRecovery(recovery == Recovery.TORN_TAIL)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(OWN_LOG_FILES)
        .setStatsDumpPeriodSec(0);
  }

  private <T extends RocksObject> T keep(T object) {
    made.push(object);
    return object;
  }
}
