package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

  @Test
  void plainWordsStandAsTheyAre() {
    assertThat(LogLine.of("accepted").with("from", "alice@example.org").with("size", 42))
        .hasToString("event=accepted from=alice@example.org size=42");
  }

  @Test
  void whatIsNotOneWordIsQuotedAndEscaped() {
    assertThat(LogLine.of("x").with("a", "two words").with("b", "say \"hi\" \\o/").with("c", "").with("d", "grün"))
        .hasToString("event=x a=\"two words\" b=\"say \\\"hi\\\" \\\\o/\" c=\"\" d=\"gr\\u00fcn\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nevent=forged", "\u001b[2J", "\u2028", "${jndi:ldap://x}", "\u202e", "\0", "\u0085"})
  void nobodyWritesLinesOrCommandsThroughIt(String hostile) {
    assertThat(LogLine.of("x").with("helo", hostile).toString())
        .matches("event=x helo=\"[\\x20-\\x7e]*\"")
        .doesNotContain("${");
  }

  @Test
  void aVeryLongValueIsCut() {
    assertThat(LogLine.of("x").with("reply", "y".repeat(100_000)).toString()).hasSizeLessThan(600).endsWith("...\"");
  }
}
