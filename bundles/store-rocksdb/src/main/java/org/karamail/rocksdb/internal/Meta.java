package org.karamail.rocksdb.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.karamail.rocksdb.internal.db.Changes;
import org.karamail.rocksdb.internal.db.Database;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.db.StoreRefusal;

/** The few values that concern the store as a whole. */
final class Meta {

  /**
   * The format that this release writes. A change that an older release cannot read raises it; fields that are added do not.
   */
  static final long FORMAT = 1;

  private static final byte[] FORMAT_KEY = key("format");
  private static final byte[] PAUSED = key("paused");
  private static final byte[] ACKNOWLEDGED = key("acknowledged");
  private static final byte[] OPENED = key("opened");

  private Meta() {}

  /**
   * Refuses a database that a newer release has written.
   *
   * @throws StoreRefusal that names both
   */
  static void checkFormat(Database database, StoreFolder folder) {
    long found = read(database, FORMAT_KEY, FORMAT);
    if (found > FORMAT) {
      throw new StoreRefusal(
          "the queue in "
              + folder.root()
              + " has format "
              + found
              + ", this release reads up to format "
              + FORMAT
              + ": start the release that wrote it, or a newer one");
    }
  }

  /** What every open writes: the format, and the time, which proves that the disk can be written. */
  static void opened(Changes changes, Instant now) {
    changes.put(Family.META, FORMAT_KEY, value(FORMAT));
    changes.put(Family.META, OPENED, value(now.toEpochMilli()));
  }

  static boolean isPaused(Database database) {
    return read(database, PAUSED, 0) != 0;
  }

  static void paused(Changes changes, boolean paused) {
    changes.put(Family.META, PAUSED, value(paused ? 1 : 0));
  }

  /** The last position of the outbox that is acknowledged. */
  static long acknowledged(Database database) {
    return read(database, ACKNOWLEDGED, 0);
  }

  static void acknowledged(Changes changes, long position) {
    changes.put(Family.META, ACKNOWLEDGED, value(position));
  }

  private static long read(Database database, byte[] key, long absent) {
    return database
        .get(Family.META, key)
        .filter(value -> value.length == Long.BYTES)
        .map(value -> ByteBuffer.wrap(value).getLong())
        .orElse(absent);
  }

  private static byte[] value(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
