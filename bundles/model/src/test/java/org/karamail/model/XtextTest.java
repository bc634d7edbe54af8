package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XtextTest {

  @Test
  void whatIsEncodedComesOutAsItWas() {
    assertThat(Xtext.isWellFormed("Bob+2Bnews+3D1+20or+202@here.example")).isTrue();
    assertThat(Xtext.decode("Bob+2Bnews+3D1+20or+202@here.example")).isEqualTo("Bob+news=1 or 2@here.example");
    assertThat(Xtext.decode("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+", "a+2", "a+2b", "a+0A", "a+0D+0A", "a+7F", "a+80", "a+FF", "a=b", "a b", "a\u00fc", "a+GG"})
  void whatIsNoneOrStandsForMoreThanPrintableAsciiIsRefused(String text) {
    assertThat(Xtext.isWellFormed(text)).isFalse();
  }
}
