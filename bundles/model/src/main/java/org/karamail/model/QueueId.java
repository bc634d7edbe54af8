package org.karamail.model;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of an accepted message, on disk, in the final reply, in its Received field, in logs and in the shell.
 *
 * <p>An id carries the time of its making and the node that made it: ids sort by time, and nodes never collide. Its text
 * is 17 characters of Crockford's base 32 (no I, L, O, U): 13 for the ticks, 4 for the node.
 *
 * @param ticks milliseconds since 1970 in the upper 44 bits, a counter within the millisecond in the lower 20; positive
 * @param node who made it
 */
public record QueueId(long ticks, NodeId node) implements Comparable<QueueId> {

  /** Octets of the binary form: 8 of ticks, 2 of node, both big-endian, so that it sorts like the id. */
  public static final int BYTES = Long.BYTES + Short.BYTES;

  private static final int COUNTER_BITS = 20;
  private static final int TICK_CHARACTERS = 13;
  private static final int NODE_CHARACTERS = 4;
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS_PER_DIGIT = 5;

  public QueueId {
    if (ticks < 0) {
      throw new IllegalArgumentException("ticks must not be negative: " + ticks);
    }
  }

  /** The first id that could be made at this time; ids made earlier sort before it. */
  public static QueueId firstAt(Instant time) {
    return new QueueId(time.toEpochMilli() << COUNTER_BITS, NodeId.SINGLE);
  }

  /** Reads the text form in any case; empty when it is no id. */
  public static Optional<QueueId> parse(String text) {
    if (text.length() != TICK_CHARACTERS + NODE_CHARACTERS || !text.chars().allMatch(c -> c < 0x80)) {
      return Optional.empty();
    }
    String upper = text.toUpperCase(Locale.ROOT);
    if (!upper.chars().allMatch(c -> DIGITS.indexOf(c) >= 0) || DIGITS.indexOf(upper.charAt(0)) > 7) {
      return Optional.empty();
    }
    long node = number(upper.substring(TICK_CHARACTERS));
    return node > 0xFFFF
        ? Optional.empty()
        : Optional.of(new QueueId(number(upper.substring(0, TICK_CHARACTERS)), new NodeId((int) node)));
  }

  /** Reads the binary form at the buffer's position and moves past it. */
  public static QueueId read(ByteBuffer buffer) {
    return new QueueId(buffer.getLong(), new NodeId(Short.toUnsignedInt(buffer.getShort())));
  }

  /** Writes the binary form at the buffer's position and moves past it. */
  public void write(ByteBuffer buffer) {
    buffer.putLong(ticks).putShort((short) node.number());
  }

  /** The binary form. */
  public byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    write(buffer);
    return buffer.array();
  }

  /** When the id was made, to the millisecond. */
  public Instant time() {
    return Instant.ofEpochMilli(ticks >>> COUNTER_BITS);
  }

  @Override
  public int compareTo(QueueId other) {
    int byTime = Long.compare(ticks, other.ticks);
    return byTime != 0 ? byTime : Integer.compare(node.number(), other.node.number());
  }

  @Override
  public String toString() {
    return digits(ticks, TICK_CHARACTERS) + digits(node.number(), NODE_CHARACTERS);
  }

  private static String digits(long number, int characters) {
    StringBuilder text = new StringBuilder(characters);
    for (int i = characters - 1; i >= 0; i--) {
      text.append(DIGITS.charAt((int) (number >>> (i * BITS_PER_DIGIT)) & 31));
    }
    return text.toString();
  }

  private static long number(String digits) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      number = number << BITS_PER_DIGIT | DIGITS.indexOf(digits.charAt(i));
    }
    return number;
  }
}
