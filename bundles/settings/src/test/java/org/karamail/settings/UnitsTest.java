package org.karamail.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S", "1ms, PT0.001S", "1500ms, PT1.5S", "30s, PT30S", "90s, PT1M30S", "5m, PT5M", "90m, PT1H30M", "2h, PT2H",
    "36h, PT36H", "5d, P5D", "7d, P7D"
  })
  void aDurationIsReadAndWrittenInTheSameUnit(String text, Duration duration) {
    assertThat(Units.duration(text)).contains(duration);
    assertThat(Units.text(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"60s, 1m", "60m, 1h", "24h, 1d", "1000ms, 1s", "0ms, 0s"})
  void aDurationIsWrittenInTheLargestUnitThatFits(String text, String shortest) {
    assertThat(Units.text(Units.duration(text).orElseThrow())).isEqualTo(shortest);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "1023, 1023", "1KB, 1024", "1025, 1025", "64KB, 65536", "25MB, 26214400", "2GB, 2147483648"})
  void aSizeIsReadAndWrittenInTheSameUnit(String text, long size) {
    assertThat(Units.size(text)).contains(size);
    assertThat(Units.text(size)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1k, 1024", "1K, 1024", "1kb, 1024", "1m, 1048576", "1G, 1073741824", "7b, 7", "7B, 7"})
  void unitsOfSizeMayBeShortAndInAnyCase(String text, long size) {
    assertThat(Units.size(text)).contains(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "KB", "-1", "1.5MB", "64 KB", "64TB", "999999999999GB"})
  void otherSizesAndThoseBeyondCountingAreRefused(String text) {
    assertThat(Units.size(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "30", "-5s", "1.5h", "5 m", "5M"})
  void otherDurationsAreRefused(String text) {
    assertThat(Units.duration(text)).isEmpty();
  }
}
