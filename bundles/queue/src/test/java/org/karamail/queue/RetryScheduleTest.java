package org.karamail.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<Duration> STEPS =
      List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5));

  @ParameterizedTest
  @CsvSource({"0, 30", "1, 30", "2, 60", "3, 300", "4, 300", "1000, 300", "-1, 30"})
  void theLastPauseRepeats(int attempts, int seconds) {
    RetrySchedule exact = new RetrySchedule(STEPS, 0, DAY, DAY);

    assertThat(exact.pauseAfter(attempts, new Random(1))).hasSeconds(seconds);
  }

  @Test
  void jitterStraysBothWaysButNotBeyondItsBoundsAndComesFromTheGeneratorAlone() {
    RetrySchedule schedule = new RetrySchedule(STEPS, 0.2, DAY, DAY);
    Random random = new Random(42);
    List<Duration> pauses = IntStream.range(0, 2_000).mapToObj(i -> schedule.pauseAfter(1, random)).toList();

    assertThat(pauses).allMatch(p -> p.compareTo(Duration.ofSeconds(24)) >= 0 && p.compareTo(Duration.ofSeconds(36)) <= 0);
    assertThat(pauses).anyMatch(p -> p.compareTo(Duration.ofMillis(24_300)) < 0);
    assertThat(pauses).anyMatch(p -> p.compareTo(Duration.ofMillis(35_700)) > 0);
    assertThat(pauses.get(0)).isEqualTo(schedule.pauseAfter(1, new Random(42)));
  }

  @Test
  void mailIsGivenUpAtItsLongestAgeAndMailFromTheNullSenderEarlier() {
    RetrySchedule schedule = new RetrySchedule(STEPS, 0, Duration.ofDays(5), DAY);

    assertThat(schedule.expiry(NOON, false)).isEqualTo(NOON.plus(Duration.ofDays(5)));
    assertThat(schedule.expiry(NOON, true)).isEqualTo(NOON.plus(DAY));
  }

  @Test
  void reportsNeverLiveLongerThanOtherMail() {
    RetrySchedule schedule = new RetrySchedule(STEPS, 0, DAY, Duration.ofDays(5));

    assertThat(schedule.expiry(NOON, true)).isEqualTo(NOON.plus(DAY));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 0.51, Double.NaN, Double.POSITIVE_INFINITY})
  void jitterHasBounds(double jitter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetrySchedule(STEPS, jitter, DAY, DAY))
        .withMessageContaining("0 to 0.5");
  }

  @Test
  void everyPauseIsLongerThanNothingAndThereIsOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of(), 0, DAY, DAY));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of(Duration.ZERO), 0, DAY, DAY));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(List.of(DAY.negated()), 0, DAY, DAY));
  }

  @Test
  void noMailIsGivenUpBeforeItIsDue() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(STEPS, 0, DAY.negated(), DAY));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetrySchedule(STEPS, 0, DAY, DAY.negated()));
  }
}
