package org.karamail.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class EightBitsTest {

  @Test
  void anOctetBeyondAsciiIsSeenWhereverItIsInItsPiece() {
    for (int length = 1; length < 100; length++) {
      for (int at = 0; at < length; at++) {
        byte[] octets = new byte[length + 3];
        octets[3 + at] = (byte) 0x80;
        assertThat(isSeen(ByteBuffer.wrap(octets, 3, length))).as("%d of %d", at, length).isTrue();
        assertThat(isSeen(ByteBuffer.wrap(octets, 3, length).asReadOnlyBuffer())).isTrue();
        assertThat(isSeen(ByteBuffer.wrap(octets, 0, 3 + at))).as("before it").isFalse();
      }
    }
  }

  @Test
  void whatWasSeenOnceStaysSeen() {
    EightBits bits = new EightBits();
    bits.look(ByteBuffer.wrap(new byte[] {(byte) 0xff}));
    bits.look(ByteBuffer.wrap(new byte[] {0x7f}));
    assertThat(bits.seen()).isTrue();
  }

  private static boolean isSeen(ByteBuffer piece) {
    EightBits bits = new EightBits();
    int position = piece.position();
    bits.look(piece);
    assertThat(piece.position()).isEqualTo(position);
    return bits.seen();
  }
}
