package org.karamail.smtp.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

  @Test
  void aPlainWordStandsAsItIs() {
    assertThat(LogText.of("<a@client.example>")).isEqualTo("<a@client.example>");
  }

  @Test
  void everythingElseIsQuotedSoThatALineStaysALineAndAValueAValue() {
    assertThat(LogText.of("")).isEqualTo("\"\"");
    assertThat(LogText.of("two words")).isEqualTo("\"two words\"");
    assertThat(LogText.of("a\" reply=\"250")).isEqualTo("\"a\\\" reply=\\\"250\"");
    assertThat(LogText.of("a\\")).isEqualTo("\"a\\\\\"");
    assertThat(LogText.of("a\r\nkaramail")).isEqualTo("\"a\\u000d\\u000akaramail\"");
    assertThat(LogText.of("\u001b[2J\u009b")).isEqualTo("\"\\u001b[2J\\u009b\"");
    assertThat(LogText.of("j\u00fcrgen")).isEqualTo("\"j\\u00fcrgen\"");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(LogText.of("x".repeat(10_000))).hasSize(515).endsWith("...");
  }
}
