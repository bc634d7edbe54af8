package org.karamail.smtp.internal.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyScannerTest {

  /** What a scanner made of a stream of octets. */
  private record Scan(String text, int used, boolean ended, boolean bare, long longestLine) {}

  @ParameterizedTest(name = "{0} is not the end")
  @ValueSource(
      strings = {
        "\\n.\\n", "\\r\\n.\\n", "\\n.\\r\\n", "\\r.\\r", "\\r.\\r\\n", "\\r\\n.\\r", "\\r\\n.\\r\\r\\n", "\\r\\n\\0.\\r\\n", "\\r\\n.\\0\\r\\n",
        "\\r\\r\\n.\\n", "\\n\\r.\\r\\n", "\\r\\n.\\n\\r\\n", "\\n\\n.\\n\\n", "\\r\\n..\\r\\n", ".\\n", ".\\r", "\\0.\\r\\n", "x.\\r\\n", "\\r\\n .\\r\\n"
      })
  void onlyCrlfDotCrlfEndsAMessageHoweverItIsSplit(String written) {
    String lure = octets(written) + "MAIL FROM:<a@b>";
    for (String before : new String[] {"", "text", "text\r\n", "\r\n"}) {
      if (before.isEmpty() && lure.startsWith(".\r\n")) {
        continue;
      }
      for (int split = 0; split <= before.length() + lure.length(); split++) {
        Scan scan = scan(before + lure, split);
        assertThat(scan.ended()).as("%s%s split at %d", before, written, split).isFalse();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'.\\r\\n', ''",
    "'a\\r\\n.\\r\\n', 'a\\r\\n'",
    "'..\\r\\n.\\r\\n', '.\\r\\n'",
    "'.a\\r\\n...\\r\\n.\\r\\n', 'a\\r\\n..\\r\\n'",
    "'a.\\r\\n.b.\\r\\n.\\r\\n', 'a.\\r\\nb.\\r\\n'",
    "'\\r\\n\\r\\n.\\r\\n', '\\r\\n\\r\\n'",
    "'\\0\\r\\n.\\0\\r\\n.\\r\\n', '\\0\\r\\n\\0\\r\\n'"
  })
  void theTextIsTheSameHoweverItIsSplit(String written, String expected) {
    String message = octets(written);
    String behind = "QUIT\r\n";
    for (int first = 0; first <= message.length(); first++) {
      for (int second = first; second <= message.length(); second++) {
        Scan scan = scan(message + behind, first, second);
        assertThat(scan.ended()).isTrue();
        assertThat(scan.text()).isEqualTo(octets(expected));
        assertThat(scan.used()).isEqualTo(message.length());
        assertThat(scan.bare()).isFalse();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a\\nb", "\\n", "a\\rb", "\\r\\r\\n", "\\n\\r\\n", ".\\n", ".\\rx", "a\\r\\n.\\r.\\r\\n", "\\r\\n.\\n", "a\\r", ".\\r\\r"
      })
  void bareCrAndLfAreNoticedHoweverTheyAreSplit(String written) {
    String message = octets(written) + "z\r\n.\r\n";
    for (int split = 0; split <= message.length(); split++) {
      Scan scan = scan(message, split);
      assertThat(scan.bare()).as("%s split at %d", written, split).isTrue();
      assertThat(scan.ended()).isTrue();
      assertThat(scan.used()).isEqualTo(message.length());
    }
  }

  @Test
  void theLongestLineIsMeasuredWithItsLineEndHoweverItIsSplit() {
    String message = "1234567\r\n12\r\n..34\r\n.\r\n";
    for (int split = 0; split <= message.length(); split++) {
      assertThat(scan(message, split).longestLine()).isEqualTo(9);
    }
    assertThat(scan("x".repeat(5000), 4096).longestLine()).isEqualTo(5000);
  }

  @Test
  void anyMixtureIsReadAsAPlainReaderOfTheRuleReadsIt() {
    Random random = new Random(5321);
    String alphabet = "..\r\r\n\n\r\nax\0";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder message = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        message.append(random.nextInt(3) == 0 ? "\r\n" : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String octets = message + (random.nextBoolean() ? "\r\n.\r\n" : "");
      int split = random.nextInt(octets.length() + 1);
      int end = ("\r\n" + octets).indexOf("\r\n.\r\n");
      Scan scan = scan(octets, split);
      assertThat(scan.ended()).as("%s", octets).isEqualTo(end >= 0);
      String wire = end < 0 ? octets : octets.substring(0, end + 3);
      assertThat(scan.used()).isEqualTo(wire.length());
      boolean bare = isBare(wire, end >= 0);
      assertThat(scan.bare()).as("%s", octets).isEqualTo(bare);
      if (!bare && end >= 0) {
        String text = wire.substring(0, wire.length() - 3);
        assertThat(scan.text()).isEqualTo(("\r\n" + text).replace("\r\n.", "\r\n").substring(2));
      }
    }
  }

  /** Whether a CR or LF is not part of CRLF; a CR at the very end may still become one. */
  private static boolean isBare(String wire, boolean ended) {
    String rest = wire.replace("\r\n", "");
    return (!ended && rest.endsWith("\r") && wire.endsWith("\r") ? rest.substring(0, rest.length() - 1) : rest)
        .chars()
        .anyMatch(c -> c == '\r' || c == '\n');
  }

  private static Scan scan(String stream, int... splits) {
    BodyScanner scanner = new BodyScanner();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] octets = stream.getBytes(StandardCharsets.ISO_8859_1);
    int at = 0;
    for (int i = 0; i <= splits.length && !scanner.atEnd(); i++) {
      int to = i < splits.length ? splits[i] : octets.length;
      while (at < to && !scanner.atEnd()) {
        at = scanner.scan(octets, at, to);
        text.write(octets, scanner.pieceFrom(), scanner.pieceTo() - scanner.pieceFrom());
      }
    }
    return new Scan(
        text.toString(StandardCharsets.ISO_8859_1), at, scanner.atEnd(), scanner.bareCrOrLf(), scanner.longestLine());
  }

  private static String octets(String written) {
    return written.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}
