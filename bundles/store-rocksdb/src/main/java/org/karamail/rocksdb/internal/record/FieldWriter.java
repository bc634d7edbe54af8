package org.karamail.rocksdb.internal.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a record: fields of number, length and octets, one behind the other. {@link Fields} reads it.
 *
 * <p>Field number and length are unsigned, seven bits an octet, the lowest first, the high bit set on all but the last.
 * Integers are two's complement in as few octets as they need, the highest first. Belongs to one thread.
 */
final class FieldWriter {

  static final int TIME_OCTETS = Long.BYTES + Integer.BYTES;

  private static final int FIRST_CAPACITY = 192;

  private byte[] octets = new byte[FIRST_CAPACITY];
  private int size;

  FieldWriter octets(int field, byte[] value) {
    unsigned(field);
    unsigned(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, octets, size, value.length);
    size += value.length;
    return this;
  }

  FieldWriter text(int field, String value) {
    return octets(field, value.getBytes(StandardCharsets.UTF_8));
  }

  FieldWriter number(int field, long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
    int length = bits / Byte.SIZE + 1;
    unsigned(field);
    unsigned(length);
    reserve(length);
    for (int i = length - 1; i >= 0; i--) {
      octets[size++] = (byte) (value >> (i * Byte.SIZE));
    }
    return this;
  }

  FieldWriter time(int field, Instant value) {
    ByteBuffer buffer = ByteBuffer.allocate(TIME_OCTETS);
    return octets(field, buffer.putLong(value.getEpochSecond()).putInt(value.getNano()).array());
  }

  FieldWriter record(int field, FieldWriter value) {
    return octets(field, value.toBytes());
  }

  byte[] toBytes() {
    return toBytes(0);
  }

  /** The record with room behind it. */
  byte[] toBytes(int room) {
    return Arrays.copyOf(octets, size + room);
  }

  private void unsigned(int value) {
    reserve(Integer.BYTES + 1);
    int rest = value;
    while (rest > 0x7F) {
      octets[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    octets[size++] = (byte) rest;
  }

  private void reserve(int more) {
    if (octets.length - size < more) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, size + more));
    }
  }
}
