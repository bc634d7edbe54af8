package org.karamail.rocksdb.internal.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A blob file of a database that does not open, read by itself: the bodies in it, each under the key of its message.
 *
 * <p>A file is a head of 30 octets and then records: the lengths of key and value and an expiration (8 octets each), masked
 * CRC-32C of those and of key and value (4 each), key, value; all little-endian. A foot of 32 octets may follow. A damaged
 * body does not stop us, its message's record tells it by a checksum; a damaged head of a record does, for it says where the
 * next begins.
 */
public final class LostBlobs {

  private static final int FILE_HEAD = 30;
  private static final int RECORD_HEAD = 32;
  private static final int CHECKED_HEAD = 24;
  private static final int LONGEST = 256 << 20;
  private static final int BUFFER = 64 << 10;

  private LostBlobs() {}

  /** Reads what can be read. */
  public static void read(Path file, LostEntries entries) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      in.readNBytes(FILE_HEAD);
      byte[] head = in.readNBytes(RECORD_HEAD);
      while (isSound(head)) {
        byte[] key = in.readNBytes(length(head, 0));
        byte[] value = in.readNBytes(length(head, Long.BYTES));
        if (value.length == length(head, Long.BYTES)) {
          entries.take(Family.BODY, key, value);
        }
        head = in.readNBytes(RECORD_HEAD);
      }
    }
  }

  private static int length(byte[] head, int at) {
    return (int) ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
  }

  private static boolean isSound(byte[] head) {
    if (head.length < RECORD_HEAD) {
      return false;
    }
    ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    CRC32C sum = new CRC32C();
    sum.update(head, 0, CHECKED_HEAD);
    return fields.getInt(CHECKED_HEAD) == MaskedChecksum.of(sum)
        && Long.compareUnsigned(fields.getLong(0), LONGEST) <= 0
        && Long.compareUnsigned(fields.getLong(Long.BYTES), LONGEST) <= 0;
  }
}
