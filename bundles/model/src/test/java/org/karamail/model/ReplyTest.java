package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

  @Test
  void aReplyIsWrittenWithCodeStatusAndText() {
    assertThat(Reply.of(550, "5.1.1", "No such mailbox")).hasToString("550 5.1.1 No such mailbox");
    assertThat(Reply.plain(220, "mx.example ESMTP")).hasToString("220 mx.example ESMTP");
    assertThat(new Reply(250, Optional.empty(), List.of("mx.example", "SIZE 1000", "8BITMIME")))
        .hasToString("250 mx.example SIZE 1000 8BITMIME");
  }

  @ParameterizedTest
  @CsvSource({"200, true, false, false", "250, true, false, false", "354, false, false, false", "421, false, true, false",
      "499, false, true, false", "500, false, false, true", "599, false, false, true"})
  void theCodeSaysWhetherToTryAgain(int code, boolean positive, boolean temporary, boolean permanent) {
    Reply reply = Reply.plain(code, "text");

    assertThat(reply.isPositive()).isEqualTo(positive);
    assertThat(reply.isTemporary()).isEqualTo(temporary);
    assertThat(reply.isPermanent()).isEqualTo(permanent);
  }

  @ParameterizedTest
  @CsvSource({"250, 5.1.1", "250, 4.0.0", "451, 5.7.1", "451, 2.0.0", "550, 4.7.1", "550, 2.1.5", "354, 2.0.0"})
  void aStatusOfAnotherClassThanTheCodeIsRefused(int code, String status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reply.of(code, status, "text"))
        .withMessageContaining(code + " does not go with status " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 199, 600, 2500})
  void aCodeOutsideTheStandardIsRefused(int code) {
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.plain(code, "text")).withMessageContaining("200 to 599");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\u0000b", "a\tb", "a\u001b[31mb", "a\u007fb", "a\u0085b", "a\u009b31mb", "a\u2028b", "a\ud800b"})
  void textThatCouldBreakALineOrATerminalIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.plain(250, text)).withMessageContaining("printable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "~ü用\ud83d\ude00"})
  void otherTextIsKept(String text) {
    assertThat(Reply.plain(250, text).text()).isEqualTo(text);
  }

  @Test
  void aReplyHasAtLeastOneLine() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Reply(250, Optional.empty(), List.of()));
  }

  @Test
  void whatIsNoStatusCodeIsNamed() {
    assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(250, "2.0", "ok")).withMessageContaining("not a status code: 2.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "4.999.999", "5.1.10"})
  void aStatusCodeIsWrittenAsItWasRead(String text) {
    assertThat(StatusCode.parse(text).orElseThrow()).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.0.0", "3.0.0", "6.0.0", "5.1", "5.1.1.1", "5.1.1000", "5.1.x", " 5.1.1", "5.-1.1", "5.1.١"})
  void everythingElseIsNoStatusCode(String text) {
    assertThat(StatusCode.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 0", "5, -1, 0", "5, 0, 1000", "5, 1000, 0", "5, 0, -1"})
  void aStatusCodeOutsideItsBoundsCannotBeMade(int severity, int subject, int detail) {
    assertThatIllegalArgumentException().isThrownBy(() -> new StatusCode(severity, subject, detail));
  }
}
