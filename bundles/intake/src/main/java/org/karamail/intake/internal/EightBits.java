package org.karamail.intake.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether a message has octets beyond ASCII, whatever its client declared: hosts that take seven bits only must be given it
 * in another form. Looks at 32 octets at a time, for it is asked about every octet that comes in, until it has seen one.
 * Belongs to one transaction.
 */
final class EightBits {

  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final int STEP = 4 * Long.BYTES;

  private boolean seen;

  /** Looks at the next piece; its position stays. */
  void look(ByteBuffer piece) {
    if (!seen && piece.hasArray()) {
      int from = piece.arrayOffset() + piece.position();
      seen = isIn(piece.array(), from, from + piece.remaining());
    } else if (!seen) {
      byte[] octets = new byte[piece.remaining()];
      piece.duplicate().get(octets);
      seen = isIn(octets, 0, octets.length);
    }
  }

  /** Whether there has been one. */
  boolean seen() {
    return seen;
  }

  private static boolean isIn(byte[] octets, int from, int to) {
    long all = 0;
    int at = from;
    for (; to - at >= STEP; at += STEP) {
      all |= (long) LONGS.get(octets, at)
          | (long) LONGS.get(octets, at + Long.BYTES)
          | (long) LONGS.get(octets, at + 2 * Long.BYTES)
          | (long) LONGS.get(octets, at + 3 * Long.BYTES);
    }
    int rest = 0;
    for (; at < to; at++) {
      rest |= octets[at];
    }
    return (all & HIGH_BITS) != 0 || rest < 0;
  }
}
