package org.karamail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.Mailbox;

class HeaderFieldTest {

  @Test
  void aFieldIsNameColonValueAndLineEnd() {
    assertThat(HeaderField.of("Subject", "hello").raw()).isEqualTo("Subject: hello\r\n");
    assertThat(HeaderField.of("Subject", "hello\r\n there").value()).isEqualTo("hello there");
  }

  @Test
  void lettersBeyondAsciiTravelAsUtf8() {
    assertThat(HeaderField.of("Subject", "grün").raw()).isEqualTo("Subject: gr\u00c3\u00bcn\r\n");
    assertThat(HeaderField.of("Subject", "grün").value()).isEqualTo("grün");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\r\nEvil: y", "x\ny", "x\ry", "x\r\n", "x\r\n\r\n y", "\r", "\n"})
  void aValueCannotBringAnotherLineAlong(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> HeaderField.of("Subject", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\nb", "ä", " "})
  void aNameIsPrintableAsciiWithoutBlankAndColon(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> HeaderField.of(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no colon\r\n", ": no name\r\n", "No: line end", "Two: a\r\nFields: b\r\n", ""})
  void whatIsNotOneFieldIsRefused(String raw) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HeaderField(raw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice@example.org | alice@example.org",
        "Alice <alice@example.org> | alice@example.org",
        "\"Smith, Alice\" <alice@example.org> (comment) | alice@example.org",
        "=?utf-8?q?Gr=C3=BCn?= <alice@example.org> | alice@example.org",
        "Grün <jürgen@example.org> | jürgen@example.org",
        "Alice <alice@[192.0.2.1]> | alice@[192.0.2.1]",
        "\"odd one\"@example.org | \"odd one\"@example.org"
      })
  void theAddressOfAFromFieldIsRead(String value, String address) {
    assertThat(AddressList.parse(value)).contains(List.of(Mailbox.parse(address).orElseThrow()));
  }

  @Test
  void severalAddressesAreReadInOrder() {
    assertThat(AddressList.parse("a@x.example, Friends: b@y.example, c@z.example;").orElseThrow())
        .extracting(Mailbox::toString)
        .containsExactly("a@x.example", "b@y.example", "c@z.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "alice", "Alice <>", "<alice@>", "@example.org", "nobody:;", "a@x.example, b", "a@b@c", "a b@x..y", "a b@x.example", ","})
  void whatHoldsNoAddressOrAMalformedOneIsNotRead(String value) {
    assertThat(AddressList.parse(value)).isEmpty();
  }
}
