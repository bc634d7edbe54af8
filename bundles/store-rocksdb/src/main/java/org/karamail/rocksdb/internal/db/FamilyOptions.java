package org.karamail.rocksdb.internal.db;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;

/** How each family is laid out on disk. */
final class FamilyOptions {

  private static final long MEMTABLE = 64L << 20;
  private static final int BLOCK = 16 << 10;
  private static final int SMALLEST_BLOB = 0;
  private static final long BLOB_FILE = 128L << 20;

  /**
   * Most mail leaves in the order in which it came, so its files soon hold nothing that lives and vanish whole: what is written
   * anew before would have died in its place. So only the oldest quarter is looked at, and of it only files of which less than
   * a fifth lives, among them those that one deferred message would keep.
   */
  private static final double GARBAGE_AGE = 0.25;

  private static final double GARBAGE_SHARE = 0.8;

  private FamilyOptions() {}

  static ColumnFamilyOptions of(Family family, Cache blocks, BloomFilter filter) {
    ColumnFamilyOptions options =
        new ColumnFamilyOptions()
            .setWriteBufferSize(MEMTABLE)
            .setCompressionType(compression(family))
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockSize(BLOCK)
                    .setBlockCache(blocks)
                    .setCacheIndexAndFilterBlocks(true)
                    .setPinL0FilterAndIndexBlocksInCache(true)
                    .setFilterPolicy(filter));
    return family == Family.BODY ? withBlobFiles(options) : options;
  }

  /** Of a damaged block that is not compressed all entries but the damaged one can be read. */
  private static CompressionType compression(Family family) {
    return family == Family.HISTORY || family == Family.OUTBOX
        ? CompressionType.LZ4_COMPRESSION
        : CompressionType.NO_COMPRESSION;
  }

  /** Bodies are written once and read once or twice: compaction moves their keys and leaves them where they are.
   * All of them, for a blob file can be read without the database. */
  private static ColumnFamilyOptions withBlobFiles(ColumnFamilyOptions options) {
    return options
        .setEnableBlobFiles(true)
        .setMinBlobSize(SMALLEST_BLOB)
        .setBlobFileSize(BLOB_FILE)
        .setEnableBlobGarbageCollection(true)
        .setBlobGarbageCollectionAgeCutoff(GARBAGE_AGE)
        .setBlobGarbageCollectionForceThreshold(GARBAGE_SHARE);
  }
}
