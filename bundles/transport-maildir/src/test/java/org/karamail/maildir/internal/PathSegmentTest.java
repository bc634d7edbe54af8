package org.karamail.maildir.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "Alice.Smith+tag_1-x, alice.smith+tag_1-x",
    "., %2E",
    ".., %2E%2E",
    "../x, ..%2Fx",
    "a/b, a%2Fb",
    "a%b, a%25b",
    "a b, a%20b",
    "~root, %7Eroot",
    "'[192.0.2.1]', '%5B192.0.2.1%5D'",
    "jörg, j%C3%B6rg",
    "JÖRG, j%C3%B6rg",
    "日本, %E6%97%A5%E6%9C%AC",
    "..., ...",
  })
  void isLowerCaseAndPercentEncoded(String text, String segment) {
    assertThat(PathSegment.of(text)).isEqualTo(segment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "C:", "a\u2028b", "\ud83d\ude00", "%2e%2e", "\u202egpj", "a\u007f", "*?<>|\"'`$("})
  void holdsNothingThatAShellOrAFileSystemReadsAsMoreThanALetter(String hostile) {
    assertThat(PathSegment.of(hostile)).matches("[a-z0-9._+%A-F-]+").isNotIn(".", "..");
  }

  @Test
  void ofALongNameIsHashedAndStillTellsNamesApart() {
    String first = "ö".repeat(50) + "a";
    String second = "ö".repeat(50) + "b";

    assertThat(PathSegment.of(first)).hasSizeLessThanOrEqualTo(200).contains("~");
    assertThat(PathSegment.of(first)).isNotEqualTo(PathSegment.of(second)).isEqualTo(PathSegment.of(first));
  }

  @Test
  void of200OctetsStaysAsItIsAndOf201DoesNot() {
    assertThat(PathSegment.of("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(PathSegment.of("x".repeat(201))).startsWith("x".repeat(100) + "~").hasSize(165);
  }

  @Test
  void tellsNamesApartThatAnEncoderMightConfuse() {
    List<String> names = List.of("a/b", "a%2fb", "a%252fb", ".", "%2e", "..", "%2e%2e");

    assertThat(names.stream().map(PathSegment::of)).doesNotHaveDuplicates();
  }
}
