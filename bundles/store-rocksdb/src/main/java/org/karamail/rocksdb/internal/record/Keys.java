package org.karamail.rocksdb.internal.record;

import java.nio.ByteBuffer;
import org.karamail.model.QueueId;

/** The keys: big-endian throughout, so that they sort by message (which is by time), recipient and sequence. */
public final class Keys {

  private static final int RECIPIENT = QueueId.BYTES + Integer.BYTES;
  private static final int EVENT = RECIPIENT + Integer.BYTES;

  private Keys() {}

  /** The key of a message and of its inline body. */
  public static byte[] message(QueueId id) {
    return id.toBytes();
  }

  /** The key of a recipient. */
  public static byte[] recipient(QueueId id, int index) {
    ByteBuffer key = ByteBuffer.allocate(RECIPIENT);
    id.write(key);
    return key.putInt(index).array();
  }

  /** The key of an event. */
  public static byte[] event(QueueId id, int index, int sequence) {
    ByteBuffer key = ByteBuffer.allocate(EVENT);
    id.write(key);
    return key.putInt(index).putInt(sequence).array();
  }

  /** The key of a place in the outbox. */
  public static byte[] position(long position) {
    return ByteBuffer.allocate(Long.BYTES).putLong(position).array();
  }

  /** Whether a key can be a message's. */
  public static boolean isMessage(byte[] key) {
    return key.length == QueueId.BYTES && key[0] >= 0;
  }

  /** Whether a key can be a recipient's. */
  public static boolean isRecipient(byte[] key) {
    return key.length == RECIPIENT && key[0] >= 0 && key[QueueId.BYTES] >= 0;
  }

  /** Whether a key begins with a message's id. */
  public static boolean namesMessage(byte[] key) {
    return key.length >= QueueId.BYTES && key[0] >= 0;
  }

  /** Whether a key can be a place in the outbox. */
  public static boolean isPosition(byte[] key) {
    return key.length == Long.BYTES;
  }

  /** The place in the outbox that a key names. */
  public static long position(byte[] key) {
    return check(key, Long.BYTES).getLong();
  }

  /** The message that a key of any kind begins with. */
  public static QueueId id(byte[] key) {
    try {
      return QueueId.read(check(key, QueueId.BYTES));
    } catch (IllegalArgumentException notAnId) {
      throw new UnreadableRecordException("a key that names no message", notAnId);
    }
  }

  /** The recipient that the key of a recipient or an event names. */
  public static int index(byte[] key) {
    return check(key, RECIPIENT).getInt(QueueId.BYTES);
  }

  /** The sequence that the key of an event names. */
  public static int sequence(byte[] key) {
    return check(key, EVENT).getInt(RECIPIENT);
  }

  /** The first key after all that begin with this message's id. */
  public static byte[] after(QueueId id) {
    return ByteBuffer.allocate(QueueId.BYTES + 1 + Long.BYTES)
        .put(id.toBytes())
        .put((byte) 0xFF)
        .putLong(-1)
        .array();
  }

  private static ByteBuffer check(byte[] key, int atLeast) {
    if (key.length < atLeast) {
      throw new UnreadableRecordException("a key of " + key.length + " octets, expected " + atLeast);
    }
    return ByteBuffer.wrap(key);
  }
}
