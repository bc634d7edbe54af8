package org.karamail.hook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoteBookTest {

  @Test
  void aPageIsReadBackAsItWasWritten() {
    NoteBook.Page page = new NoteBook.Page();
    page.merge(
        Map.of(
            "a/text", Optional.of(new NoteValue.Text("gr\u00fc\u00dfe\n")),
            "a/number", Optional.of(new NoteValue.Whole(-1L << 40)),
            "b/flag", Optional.of(new NoteValue.Flag(true)),
            "b/octets", Optional.of(new NoteValue.Octets(ByteBuffer.wrap(new byte[] {0, -1, 13, 10})))));

    assertThat(NoteBook.Page.read(page.written()).all()).isEqualTo(page.all());
    assertThat(page.written()).matches("[\\x20-\\x7e]+");
  }

  @Test
  void anEmptyPageIsNoText() {
    assertThat(new NoteBook.Page().written()).isEmpty();
    assertThat(NoteBook.Page.read("").all()).isEmpty();
  }

  @Test
  void whatIsNoPageIsRefused() {
    for (String other : new String[] {"AAAA", "not base64!", "AAFh"}) {
      assertThatThrownBy(() -> NoteBook.Page.read(other)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
