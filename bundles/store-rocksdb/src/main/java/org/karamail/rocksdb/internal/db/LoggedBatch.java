package org.karamail.rocksdb.internal.db;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The changes of a serialised write batch. One with changes that we never write is left where they begin. */
final class LoggedBatch {

  private static final int HEAD = Long.BYTES + Integer.BYTES;
  private static final int DELETION = 0x0;
  private static final int VALUE = 0x1;
  private static final int LOG_DATA = 0x3;
  private static final int FAMILY_DELETION = 0x4;
  private static final int FAMILY_VALUE = 0x5;
  private static final int NO_OPERATION = 0xD;
  private static final int FAMILY_RANGE_DELETION = 0xE;
  private static final int RANGE_DELETION = 0xF;

  private final ByteBuffer batch;
  private final Changes changes = new Changes();

  private LoggedBatch(ByteBuffer batch) {
    this.batch = batch;
  }

  static Changes read(byte[] batch) {
    if (batch.length < HEAD) {
      return new Changes();
    }
    LoggedBatch logged = new LoggedBatch(ByteBuffer.wrap(batch).position(HEAD));
    logged.read();
    return logged.changes;
  }

  private void read() {
    try {
      boolean known = true;
      while (known && batch.hasRemaining()) {
        known = change(batch.get());
      }
    } catch (BufferUnderflowException tooShort) {
      return; // the checksum held, so this is a form we do not know: the changes before it are good
    }
  }

  private boolean change(int tag) {
    int family = switch (tag) {
      case FAMILY_DELETION, FAMILY_VALUE, FAMILY_RANGE_DELETION -> unsigned();
      default -> 0;
    };
    switch (tag) {
      case DELETION, FAMILY_DELETION -> take(family, changes::delete, octets());
      case VALUE, FAMILY_VALUE -> take(family, changes::put, octets(), octets());
      case RANGE_DELETION, FAMILY_RANGE_DELETION -> take(family, changes::deleteRange, octets(), octets());
      case LOG_DATA -> octets();
      case NO_OPERATION -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  private interface OfKey {
    void make(Family family, byte[] key);
  }

  private interface OfTwo {
    void make(Family family, byte[] key, byte[] other);
  }

  private static void take(int family, OfKey change, byte[] key) {
    Family.numbered(family).ifPresent(known -> change.make(known, key));
  }

  private static void take(int family, OfTwo change, byte[] key, byte[] other) {
    Family.numbered(family).ifPresent(known -> change.make(known, key, other));
  }

  private byte[] octets() {
    int length = unsigned();
    if (length < 0 || length > batch.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] octets = new byte[length];
    batch.get(octets);
    return octets;
  }

  private int unsigned() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte octet = batch.get();
      value |= (octet & 0x7F) << shift;
      if (octet >= 0) {
        return value;
      }
    }
    throw new BufferUnderflowException();
  }
}
