package org.karamail.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @Test
  void aRateIsReadAsOperatorsWriteIt() {
    assertThat(Rate.parse("20/1m")).contains(Rate.of(20, Duration.ofMinutes(1)));
    assertThat(Rate.parse(" 500 / 2h  burst 50 ")).contains(new Rate(500, Duration.ofHours(2), 50));
    assertThat(Rate.parse("1/31d")).contains(Rate.of(1, Duration.ofDays(31)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20/1m", "500/2h burst 50", "1/31d", "10/90s burst 9"})
  void itPrintsAsItIsRead(String text) {
    assertThat(Rate.parse(text)).map(Rate::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "20/m", "0/1m", "-1/1m", "20/0s", "20/32d", "20/1m burst 0", "20/1m burst 21", "2000000/1s",
        "20/1m burst", "20/1w", "99999999999/1h"})
  void whatIsNoRateIsNotRead(String text) {
    assertThat(Rate.parse(text)).isEmpty();
  }

  @Test
  void aClaimThatCouldNeverBeGrantedIsRefusedWhenItIsMade() {
    List<Rate> rates = List.of(Rate.of(100, Duration.ofHours(1)), new Rate(100, Duration.ofHours(1), 5));

    assertThatThrownBy(() -> new Claim("k", rates, 6)).hasMessageContaining("never").hasMessageContaining("100/1h burst 5");
    assertThat(new Claim("k", rates, 5).permits()).isEqualTo(5);
  }
}
