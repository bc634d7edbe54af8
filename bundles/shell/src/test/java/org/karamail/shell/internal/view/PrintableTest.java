package org.karamail.shell.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "alice@example.org", "jürgen@bücher.example", "用户@例え.jp", "a\\x1b", "\uD83D\uDE00"})
  void leavesPlainTextAsItIs(String text) {
    assertThat(Printable.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1b, \\x1B", "0a, \\x0A", "0d, \\x0D", "00, \\x00", "07, \\x07", "7f, \\x7F", "9b, \\x9B", "09, \\x09",
    "202e, \\u202E", "200b, \\u200B", "2028, \\u2028", "2029, \\u2029", "feff, \\uFEFF", "ad, \\xAD", "d800, \\uD800",
    "e0001, \\u{E0001}", "378, \\u0378", "e000, \\uE000"
  })
  void escapesWhateverATerminalMightObey(String point, String escape) {
    String text = "a" + Character.toString(Integer.parseInt(point, 16)) + "b";

    assertThat(Printable.of(text)).isEqualTo("a" + escape + "b");
  }

  @Test
  void changesNothingWhenAppliedAgain() {
    String once = Printable.of("\u001b[2J\u202e x");

    assertThat(once).isEqualTo("\\x1B[2J\\u202E x");
    assertThat(Printable.of(once)).isEqualTo(once);
  }
}
