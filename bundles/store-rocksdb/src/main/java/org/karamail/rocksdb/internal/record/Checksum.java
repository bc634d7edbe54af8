package org.karamail.rocksdb.internal.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The last four octets of every stored record: CRC-32C over its key and its fields. RocksDB checks its blocks too; this one
 * lets the sound entries of a damaged block be told from the damaged one, and an entry from one that lies under another's key.
 */
final class Checksum {

  private Checksum() {}

  static byte[] seal(byte[] key, FieldWriter fields) {
    byte[] value = fields.toBytes(Integer.BYTES);
    int length = value.length - Integer.BYTES;
    ByteBuffer.wrap(value).putInt(length, of(key, value, length));
    return value;
  }

  /**
   * Checks a sealed record.
   *
   * @return how many octets its fields take
   * @throws UnreadableRecordException if it is damaged
   */
  static int check(byte[] key, byte[] value) {
    int length = value.length - Integer.BYTES;
    if (length < 0 || ByteBuffer.wrap(value).getInt(length) != of(key, value, length)) {
      throw new UnreadableRecordException("the record is damaged: its checksum does not hold");
    }
    return length;
  }

  private static int of(byte[] key, byte[] value, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(key);
    checksum.update(value, 0, length);
    return (int) checksum.getValue();
  }
}
