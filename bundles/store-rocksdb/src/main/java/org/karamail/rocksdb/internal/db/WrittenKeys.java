package org.karamail.rocksdb.internal.db;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The keys that a serialised write batch puts or deletes. A batch with changes that we never write is left where they begin. */
final class WrittenKeys {

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
  private final Consumer<byte[]> keys;

  private WrittenKeys(ByteBuffer batch, Consumer<byte[]> keys) {
    this.batch = batch;
    this.keys = keys;
  }

  static void read(byte[] batch, Consumer<byte[]> keys) {
    if (batch.length >= HEAD) {
      new WrittenKeys(ByteBuffer.wrap(batch).position(HEAD), keys).read();
    }
  }

  private void read() {
    try {
      boolean known = true;
      while (known && batch.hasRemaining()) {
        known = change(batch.get());
      }
    } catch (BufferUnderflowException tooShort) {
      return; // the checksum held, so this is a form we do not know: the keys before it are good
    }
  }

  private boolean change(int tag) {
    if (tag == FAMILY_DELETION || tag == FAMILY_VALUE || tag == FAMILY_RANGE_DELETION) {
      unsigned();
    }
    switch (tag) {
      case DELETION, FAMILY_DELETION -> keys.accept(octets());
      case VALUE, FAMILY_VALUE -> {
        keys.accept(octets());
        octets();
      }
      case FAMILY_RANGE_DELETION, RANGE_DELETION -> {
        octets();
        octets();
      }
      case LOG_DATA -> octets();
      case NO_OPERATION -> {}
      default -> {
        return false;
      }
    }
    return true;
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
