package org.karamail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settlement X1 of the acceptance list. */
class PriorityTest {

  @ParameterizedTest
  @CsvSource({
    "critical, 0", "immediate, 0", "high, 100", "normal, 200", "medium, 200", "low, 300", "bulk, 400",
    "CRITICAL, 0", "Medium, 200", "' high ', 100",
    "0, 0", "1, 100", "2, 200", "3, 300", "4, 400",
    "100, 100", "199, 199", "250, 250", "499, 499"
  })
  void wordsSmallNumbersAndValuesAreUnderstood(String text, int value) {
    assertThat(Priority.parse(text)).contains(new Priority(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "urgent", "5", "50", "99", "500", "1000", "-1", "+1", "1.5", "0x1", "²"})
  void whatWouldBeAGuessIsRefused(String text) {
    assertThat(Priority.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, CRITICAL", "99, CRITICAL", "100, HIGH", "199, HIGH", "200, NORMAL", "300, LOW", "399, LOW", "400, BULK", "499, BULK"})
  void aBandIsAHundredValues(int value, Priority.Band band) {
    assertThat(new Priority(value).band()).isEqualTo(band);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 500})
  void thereIsNothingBeyondTheBands(int value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Priority(value)).withMessageContaining("0 to 499");
  }

  @Test
  void theMoreUrgentSortsFirst() {
    assertThat(Priority.CRITICAL).isLessThan(Priority.HIGH);
    assertThat(Priority.LOW).isLessThan(Priority.BULK);
    assertThat(new Priority(250)).isGreaterThan(Priority.NORMAL);
  }

  @Test
  void aPriorityIsWrittenByItsBand() {
    assertThat(Priority.NORMAL).hasToString("normal");
    assertThat(new Priority(450)).hasToString("bulk+50");
  }
}
