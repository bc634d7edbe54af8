package org.karamail.outbound.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the octets that end lines, eight octets at a time: it is done for every octet that leaves. */
final class LineEnds {

  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long CRS = '\r' * EACH;
  private static final long LFS = '\n' * EACH;

  private LineEnds() {}

  /** Where the first CR or LF in {@code octets[from, to)} is; {@code to} when there is none. */
  static int first(byte[] octets, int from, int to) {
    int at = from;
    for (; to - at >= Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONGS.get(octets, at);
      long found = zeros(eight ^ CRS) | zeros(eight ^ LFS);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && octets[at] != '\r' && octets[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The high bit of the lowest octet that is zero; the borrow may set it above that one, which is not looked at. */
  private static long zeros(long eight) {
    return (eight - EACH) & ~eight & HIGH_BITS;
  }
}
