package org.karamail.shell.internal.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RawTextTest {

  @Test
  void endsLinesAtCrlfOnly() {
    assertThat(shown("a\r\nb\rc\nd\r\r\n".getBytes(UTF_8))).isEqualTo("a\nb\\x0Dc\\x0Ad\\x0D\n");
  }

  @Test
  void showsACarriageReturnAtTheVeryEnd() {
    assertThat(shown("a\r".getBytes(UTF_8))).isEqualTo("a\\x0D");
  }

  @Test
  void escapesTerminalCommandsAndKeepsTabs() {
    assertThat(shown("\u001b]0;owned\u0007\tx".getBytes(UTF_8))).isEqualTo("\\x1B]0;owned\\x07\tx");
  }

  @Test
  void readsUtf8AndEscapesOtherOctets() {
    assertThat(shown("grün 用 \uD83D\uDE00".getBytes(UTF_8))).isEqualTo("grün 用 \uD83D\uDE00");
    assertThat(shown("grün!".getBytes(ISO_8859_1))).isEqualTo("gr\\xFCn!");
    assertThat(shown(new byte[] {(byte) 0xE2, (byte) 0x82})).isEqualTo("\\xE2\\x82");
    assertThat(shown(new byte[] {'a', 0, 'b'})).isEqualTo("a\\x00b");
  }

  @Test
  void showsTheSameWhereverThePiecesAreCut() {
    byte[] octets = "Subject: grün \uD83D\uDE00\u202e\r\n\r\n\u001b[1m\r\rx\r\n".getBytes(UTF_8);
    String whole = shown(octets);

    for (int cut = 0; cut <= octets.length; cut++) {
      assertThat(shown(Arrays.copyOfRange(octets, 0, cut), Arrays.copyOfRange(octets, cut, octets.length)))
          .as("cut at %d", cut)
          .isEqualTo(whole);
    }
  }

  @Test
  void takesMoreThanItsBufferAtOnce() {
    byte[] octets = "ä".repeat(20_000).getBytes(UTF_8);

    assertThat(shown(octets)).isEqualTo("ä".repeat(20_000));
  }

  private static String shown(byte[]... pieces) {
    StringBuilder shown = new StringBuilder();
    RawText text = new RawText(shown::append);
    for (byte[] piece : pieces) {
      text.write(piece, piece.length);
    }
    text.end();
    return shown.toString();
  }
}
