package org.karamail.guard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Rate;

class LocalLimitsTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final LocalLimits limits = new LocalLimits(1_000, now::get);

  @Test
  void asManyAsTheBurstPassAtOnceAndTheNextOneSaysHowLongItWaits() {
    Rate rate = new Rate(60, Duration.ofMinutes(1), 3);
    assertThat(taken("k", rate, 10)).isEqualTo(3);

    Decision refused = take("k", rate);
    assertThat(refused.isAllowed()).isFalse();
    assertThat(refused.waiting()).isEqualTo(Duration.ofSeconds(1));

    pass(Duration.ofMillis(999));
    assertThat(take("k", rate).waiting()).isEqualTo(Duration.ofMillis(1));
    pass(Duration.ofMillis(1));
    assertThat(take("k", rate).isAllowed()).isTrue();
    assertThat(take("k", rate).isAllowed()).isFalse();
  }

  @Test
  void overAnyWindowNoMorePassThanBurstAndPermitsTogether() {
    Rate rate = new Rate(10, Duration.ofSeconds(10), 4);
    int passed = 0;
    for (int tenths = 0; tenths < 100; tenths++) {
      passed += taken("k", rate, 1);
      pass(Duration.ofMillis(100));
    }
    assertThat(passed).isBetween(10, 14);
  }

  @Test
  void afterAQuietTimeTheBucketIsFullAndNotFuller() {
    Rate rate = new Rate(10, Duration.ofSeconds(1), 5);
    assertThat(taken("k", rate, 9)).isEqualTo(5);
    pass(Duration.ofDays(3));
    assertThat(taken("k", rate, 9)).isEqualTo(5);
  }

  @Test
  void theTightestOfSeveralRatesDecides() {
    List<Rate> rates = List.of(Rate.of(100, Duration.ofHours(1)), Rate.of(2, Duration.ofMinutes(1)));
    Claim claim = new Claim("k", rates, 1);

    assertThat(limits.take(List.of(claim))).isEqualTo(new Decision.Allowed(1));
    assertThat(limits.take(List.of(claim))).isEqualTo(new Decision.Allowed(0));
    assertThat(limits.take(List.of(claim)))
        .isEqualTo(new Decision.Exceeded(claim, rates.get(1), Duration.ofSeconds(30)));
  }

  @Test
  void whatOneKeyRefusesCostsTheOthersNothing() {
    Claim free = Claim.of("free", Rate.of(5, Duration.ofHours(1)));
    Claim tight = Claim.of("tight", Rate.of(1, Duration.ofHours(1)));
    limits.take(List.of(tight));

    Decision decision = limits.take(List.of(free, tight));

    assertThat(decision).isInstanceOfSatisfying(Decision.Exceeded.class, why -> assertThat(why.claim()).isEqualTo(tight));
    assertThat(limits.take(List.of(new Claim("free", free.rates(), 0)))).isEqualTo(new Decision.Allowed(5));
  }

  @Test
  void noPermitsOnlyAskAndAreNotRemembered() {
    limits.take(List.of(new Claim("k", List.of(Rate.of(1, Duration.ofHours(1))), 0)));

    assertThat(limits.keys()).isZero();
  }

  @Test
  void ofMoreKeysThanThereIsRoomForTheOneUsedLongestAgoIsForgotten() {
    Rate rate = Rate.of(1, Duration.ofHours(1));
    take("busy", rate);
    for (int i = 0; i < 5_000; i++) {
      take("stranger" + i, rate);
      assertThat(take("busy", rate).isAllowed()).isFalse();
    }
    assertThat(limits.keys()).isEqualTo(1_000);
    assertThat(limits.forgotten()).isEqualTo(4_001);
  }

  @Test
  void keysWhoseBucketsAreFullAgainAreDroppedWithoutBeingMissed() {
    Rate rate = Rate.of(10, Duration.ofSeconds(1));
    IntStream.range(0, 900).forEach(i -> take("k" + i, rate));
    pass(Duration.ofSeconds(2));
    IntStream.range(0, 900).forEach(i -> take("other" + i, rate));

    assertThat(limits.keys()).isEqualTo(900);
    assertThat(limits.forgotten()).isZero();
  }

  @Test
  void aRateThatIsMadeSmallerHoldsAtOnceAndForNoLongerThanItsOwnBucketTakes() {
    assertThat(taken("k", Rate.of(100, Duration.ofDays(1)), 200)).isEqualTo(100);

    Rate smaller = Rate.of(10, Duration.ofSeconds(10));
    assertThat(take("k", smaller).waiting()).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(take("k", smaller).isAllowed()).isFalse();
  }

  @Test
  void manyThreadsTogetherGetNoMoreThanTheBurst() throws InterruptedException {
    Rate rate = Rate.of(1_000, Duration.ofDays(1));
    AtomicLong passed = new AtomicLong();
    CountDownLatch done = new CountDownLatch(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      threads.execute(
          () -> {
            passed.addAndGet(taken("k", rate, 2_000));
            done.countDown();
          });
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    threads.shutdown();

    assertThat(passed).hasValue(1_000);
  }

  @Test
  void aLongKeyIsKeptAsADigestAndIsStillItself() {
    try (Limits guard = new Limits(settings(), now::get)) {
      Rate rate = Rate.of(1, Duration.ofHours(1));
      String longKey = "k".repeat(100_000);
      assertThat(guard.take(List.of(Claim.of(longKey, rate)))).isCompletedWithValueMatching(Decision::isAllowed);
      assertThat(guard.take(List.of(Claim.of(longKey + "k", rate)))).isCompletedWithValueMatching(Decision::isAllowed);
      assertThat(guard.take(List.of(Claim.of(longKey, rate))))
          .isCompletedWithValueMatching(said -> said instanceof Decision.Exceeded why && why.claim().key().equals(longKey));
      assertThat(guard.statistics().exceeded()).isEqualTo(1);
    }
  }

  private static GuardSettings settings() {
    return GuardSettings.read(Configurations.of(Map.of()));
  }

  private int taken(String key, Rate rate, int tries) {
    return (int) IntStream.range(0, tries).filter(i -> take(key, rate).isAllowed()).count();
  }

  private Decision take(String key, Rate rate) {
    return limits.take(List.of(Claim.of(key, rate)));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
