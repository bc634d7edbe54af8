package org.karamail.rocksdb.internal.db;

import java.util.zip.CRC32C;

/** CRC-32C as RocksDB writes it into its files: rotated and shifted, so that a sum over sums is no sum. */
final class MaskedChecksum {

  private static final int DELTA = 0xa282ead8;

  private MaskedChecksum() {}

  static int of(CRC32C sum) {
    int value = (int) sum.getValue();
    return (value >>> 15 | value << 17) + DELTA;
  }
}
