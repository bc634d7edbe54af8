package org.karamail.intake.internal;

import java.nio.ByteBuffer;

/**
 * Whether a message has octets beyond ASCII, whatever its client declared: hosts that take seven bits only must be given it
 * in another form. Looks at eight octets at a time, until it has seen one. Belongs to one transaction.
 */
final class EightBits {

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private boolean seen;

  /** Looks at the next piece; its position stays. */
  void look(ByteBuffer piece) {
    int at = piece.position();
    int end = piece.limit();
    while (!seen && end - at >= Long.BYTES) {
      seen = (piece.getLong(at) & HIGH_BITS) != 0;
      at += Long.BYTES;
    }
    while (!seen && at < end) {
      seen = piece.get(at++) < 0;
    }
  }

  /** Whether there has been one. */
  boolean seen() {
    return seen;
  }
}
