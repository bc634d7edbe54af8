package org.karamail.outbound.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageOutputTest {

  private static final int BLOCK = 32 * 1024;
  private static final String[] PARTS = {"\r\n", "\r\n", "\r", "\n", ".", "..", "\r\n.", "x", "yz", "seven..", "more than eight octets"};

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final List<Integer> lengths = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 100, 40_000, 1_000_000})
  void stuffsDotsAndEndsLinesWhereverThePiecesEnd(int longestPiece) throws IOException {
    Random random = new Random(longestPiece);
    for (int round = 0; round < 20; round++) {
      wire.reset();
      byte[] octets = text(random, 1 + random.nextInt(20_000)).getBytes(ISO_8859_1);
      MessageOutput output = output();
      for (int at = 0; at < octets.length; ) {
        int length = Math.min(octets.length - at, 1 + random.nextInt(longestPiece));
        output.write(octets, at, length);
        at += length;
      }
      output.finish();

      assertThat(wire.toString(ISO_8859_1)).isEqualTo(expected(new String(octets, ISO_8859_1)));
    }
  }

  @Test
  void handsOutFullBlocksAndTheDotWithWhatIsLeft() throws IOException {
    byte[] line = "0123456789abcde\r\n".getBytes(ISO_8859_1);
    byte[] octets = new byte[6_000 * line.length];
    for (int at = 0; at < octets.length; at += line.length) {
      System.arraycopy(line, 0, octets, at, line.length);
    }
    MessageOutput output = output();
    output.write(Arrays.copyOf(octets, 100), 0, 100);
    output.write(octets, 100, octets.length - 100);
    output.finish();

    assertThat(lengths).containsExactly(BLOCK, BLOCK, BLOCK, octets.length + 3 - 3 * BLOCK);
    assertThat(Arrays.copyOf(wire.toByteArray(), octets.length)).isEqualTo(octets);
  }

  private MessageOutput output() {
    return new MessageOutput(
        (octets, offset, length, last) -> {
          wire.write(octets, offset, length);
          lengths.add(length);
        });
  }

  private static String text(Random random, int parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }

  /** Each CR, LF and CRLF ends a line; a dot at the beginning of one is doubled. */
  private static String expected(String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    String ended = lines.endsWith("\n") ? lines : lines + "\n";
    return (ended.startsWith(".") ? "." : "") + ended.replace("\n.", "\n..").replace("\n", "\r\n") + ".\r\n";
  }
}
