package org.karamail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({"512, 512", "512b, 512", "64KB, 65536", "64k, 65536", "25MB, 26214400", "2GB, 2147483648"})
  void readsSizes(String text, long octets) {
    assertThat(Units.size(text)).contains(octets);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KB", "-1", "1.5MB", "64 KB", "64TB", "999999999999GB"})
  void refusesOtherSizesAndThoseBeyondCounting(String text) {
    assertThat(Units.size(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "5d, P5D"})
  void readsDurations(String text, Duration duration) {
    assertThat(Units.duration(text)).contains(duration);
  }

  @Test
  void refusesDurationsWithoutAUnit() {
    assertThat(Units.duration("30")).isEmpty();
  }
}
