package org.karamail.outbound.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndsTest {

  /** Octets that differ from CR and LF in one bit, or by one, among the others. */
  private static final byte[] ALPHABET = {'\r', '\n', 'x', 0, 9, 11, 12, 14, (byte) 0x8a, (byte) 0x8d, (byte) 0xff, '.'};

  @Test
  void findsTheFirstWhereverItLies() {
    for (int length = 0; length < 40; length++) {
      for (int place = 0; place <= length; place++) {
        byte[] octets = new byte[length + 3];
        if (place < length) {
          octets[place + 1] = (byte) (place % 2 == 0 ? '\r' : '\n');
        }
        octets[0] = '\n';
        octets[length + 1] = '\r';

        assertThat(LineEnds.first(octets, 1, length + 1)).as("%d of %d", place, length).isEqualTo(place + 1);
      }
    }
  }

  @Test
  void isNeverMistakenAboutOtherOctets() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] octets = new byte[random.nextInt(30)];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = ALPHABET[random.nextInt(10) == 0 ? random.nextInt(2) : 2 + random.nextInt(ALPHABET.length - 2)];
      }
      int from = octets.length == 0 ? 0 : random.nextInt(octets.length);
      int expected = from;
      while (expected < octets.length && octets[expected] != '\r' && octets[expected] != '\n') {
        expected++;
      }
      assertThat(LineEnds.first(octets, from, octets.length)).isEqualTo(expected);
    }
  }
}
