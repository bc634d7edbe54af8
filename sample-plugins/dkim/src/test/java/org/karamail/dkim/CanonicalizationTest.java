package org.karamail.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalizationTest {

  @Test
  void relaxedFieldsAreUnfoldedAndOfOneSpaceAndLowerCaseNames() {
    assertThat(Canonicalization.RELAXED.field("A: X\r\n")).isEqualTo("a:X\r\n");
    assertThat(Canonicalization.RELAXED.field("B : Y\t\r\n\tZ  \r\n")).isEqualTo("b:Y Z\r\n");
    assertThat(Canonicalization.RELAXED.field("Empty:\r\n \r\n")).isEqualTo("empty:\r\n");
  }

  @Test
  void simpleFieldsStayToTheOctet() {
    assertThat(Canonicalization.SIMPLE.field("B : Y\t\r\n\tZ  \r\n")).isEqualTo("B : Y\t\r\n\tZ  \r\n");
  }

  @Test
  void itsNamesAreCaseSensitive() {
    assertThat(Canonicalization.named("relaxed")).contains(Canonicalization.RELAXED);
    assertThat(Canonicalization.named("Relaxed")).isEmpty();
  }
}
