package org.karamail.shell.internal.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0B", "1023, 1023B", "1024, 1KB", "1536, 1.5KB", "10240, 10KB", "1572864, 1.5MB", "52428800, 50MB",
    "13207024435, 12GB", "5497558138880, 5TB", "9223372036854775807, 8388608TB"
  })
  void tellsSizesInUnitsOf1024(long octets, String text) {
    assertThat(Amounts.size(octets)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0s", "PT59S, 59s", "PT1M, 1m", "PT59M59S, 59m", "PT1H, 1h", "PT47H, 47h", "P2D, 2d", "P40D, 40d"})
  void tellsAgesInOneUnit(Duration age, String text) {
    assertThat(Amounts.age(age)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT5S, 5s", "PT2M5S, 2m 5s", "PT3H12M, 3h 12m", "P3DT4H, 3d 4h"})
  void tellsSpansInTwoUnits(Duration span, String text) {
    assertThat(Amounts.span(span)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT0.012S, 12 ms", "PT0.9994S, 999 ms", "PT3.25S, 3.3 s", "PT4M12S, 4m 12s"})
  void tellsHowLongSomethingTook(Duration span, String text) {
    assertThat(Amounts.took(span)).isEqualTo(text);
  }
}
