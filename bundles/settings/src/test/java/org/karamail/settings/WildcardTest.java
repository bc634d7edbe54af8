package org.karamail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', a, false",
    "*, '', true",
    "*, anything, true",
    "**, anything, true",
    "a, a, true",
    "a, A, true",
    "É, é, true",
    "a, b, false",
    "a*, a, true",
    "*a, ba, true",
    "*a, ab, false",
    "a*c, abbc, true",
    "a*c, abcd, false",
    "*b*, abc, true",
    "a*b*c, aXbYbZc, true",
    "*ab, aab, true",
    "*a*b, ba, false",
    "?, a, false",
    "?, ?, true",
    "., a, false",
    "[a], a, false",
    "\\, \\, true"
  })
  void onlyAStarIsSpecial(String pattern, String text, boolean matches) {
    assertThat(new Wildcard(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void itAgreesWithARegularExpressionOfTheSameMeaning() {
    Random random = new Random(5);
    int agreed = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = word(random, "aab*", 6);
      String text = word(random, "ab", 8);
      boolean expected = Pattern.matches(pattern.replace("*", ".*"), text);

      assertThat(new Wildcard(pattern).matches(text)).as("%s on %s", pattern, text).isEqualTo(expected);
      agreed += expected ? 1 : 0;
    }
    assertThat(agreed).isPositive();
  }

  @Test
  void aMaliciousPatternEnds() {
    String pattern = "*a".repeat(200) + "b";

    assertThat(new Wildcard(pattern).matches("a".repeat(20_000))).isFalse();
  }

  private static String word(Random random, String letters, int longest) {
    StringBuilder word = new StringBuilder();
    random.ints(random.nextInt(longest + 1), 0, letters.length()).forEach(at -> word.append(letters.charAt(at)));
    return word.toString();
  }
}
