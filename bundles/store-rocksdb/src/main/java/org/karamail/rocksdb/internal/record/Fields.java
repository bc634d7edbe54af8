package org.karamail.rocksdb.internal.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a record that {@link FieldWriter} wrote. Fields nobody asks for are passed over, so that a later minor
 * version may add some. Immutable.
 */
final class Fields {

  private static final int LONGEST_UNSIGNED = 5;
  private static final int FIRST_CAPACITY = 16;

  private final byte[] octets;
  private int[] numbers = new int[FIRST_CAPACITY];
  private int[] starts = new int[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private int count;
  private int position;

  private Fields(byte[] octets, int from, int to) {
    this.octets = octets;
    this.position = from;
    while (position < to) {
      int number = unsigned(to);
      int length = unsigned(to);
      if (length < 0 || length > to - position) {
        throw new UnreadableRecordException("field " + number + " ends behind the end of its record");
      }
      add(number, position, position + length);
      position += length;
    }
  }

  /**
   * Decodes a whole record that {@link Checksum} has sealed.
   *
   * @throws UnreadableRecordException if it is none, or the reader refuses a value
   */
  static <T> T decode(byte[] key, byte[] value, Function<Fields, T> reader) {
    int length = Checksum.check(key, value);
    try {
      return reader.apply(new Fields(value, 0, length));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException refused) {
      throw new UnreadableRecordException("not a value of this release: " + refused.getMessage(), refused);
    }
  }

  boolean has(int field) {
    return find(field) >= 0;
  }

  byte[] octets(int field) {
    int at = require(field);
    return Arrays.copyOfRange(octets, starts[at], ends[at]);
  }

  int length(int field) {
    int at = require(field);
    return ends[at] - starts[at];
  }

  String text(int field) {
    int at = require(field);
    return text(at, ends[at]);
  }

  String text(int field, String absent) {
    int at = find(field);
    return at < 0 ? absent : text(at, ends[at]);
  }

  List<String> texts(int field) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (numbers[i] == field) {
        all.add(text(i, ends[i]));
      }
    }
    return all;
  }

  long number(int field) {
    int at = require(field);
    if (ends[at] == starts[at] || ends[at] - starts[at] > Long.BYTES) {
      throw new UnreadableRecordException("field " + field + " is no number");
    }
    long value = octets[starts[at]];
    for (int i = starts[at] + 1; i < ends[at]; i++) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(octets[i]);
    }
    return value;
  }

  int integer(int field) {
    return Math.toIntExact(number(field));
  }

  Instant time(int field) {
    int at = require(field);
    if (ends[at] - starts[at] != FieldWriter.TIME_OCTETS) {
      throw new UnreadableRecordException("field " + field + " is no time");
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets, starts[at], FieldWriter.TIME_OCTETS);
    return Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
  }

  Fields record(int field) {
    int at = require(field);
    return new Fields(octets, starts[at], ends[at]);
  }

  <T> Optional<T> optional(int field, Function<Integer, T> reader) {
    return has(field) ? Optional.of(reader.apply(field)) : Optional.empty();
  }

  List<Fields> records(int field) {
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (numbers[i] == field) {
        all.add(new Fields(octets, starts[i], ends[i]));
      }
    }
    return all;
  }

  private String text(int at, int end) {
    return new String(octets, starts[at], end - starts[at], StandardCharsets.UTF_8);
  }

  private int require(int field) {
    int at = find(field);
    if (at < 0) {
      throw new UnreadableRecordException("field " + field + " is missing");
    }
    return at;
  }

  private int find(int field) {
    for (int i = 0; i < count; i++) {
      if (numbers[i] == field) {
        return i;
      }
    }
    return -1;
  }

  private void add(int number, int start, int end) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    numbers[count] = number;
    starts[count] = start;
    ends[count++] = end;
  }

  private int unsigned(int to) {
    int value = 0;
    for (int i = 0; i < LONGEST_UNSIGNED; i++) {
      if (position == to) {
        throw new UnreadableRecordException("the record ends within a field's head");
      }
      byte octet = octets[position++];
      value |= (octet & 0x7F) << (i * 7);
      if (octet >= 0) {
        return value;
      }
    }
    throw new UnreadableRecordException("a number of more than five octets");
  }
}
