package org.karamail.guard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void whoHasTakenAllAtOnceWaitsForTheWholeWindow() {
    Rate rate = Rate.of(100, Duration.ofHours(1));
    assertThat(taken("k", rate, 200)).isEqualTo(100);
    assertThat(take("k", rate).waiting()).isEqualTo(Duration.ofHours(1));

    pass(Duration.ofHours(1).minusNanos(1));
    assertThat(take("k", rate).waiting()).isEqualTo(Duration.ofNanos(1));
    pass(Duration.ofNanos(1));
    assertThat(taken("k", rate, 200)).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "100, 20", "7, 7", "7, 1", "1000, 1000"})
  void noWindowWhereverItBeginsHoldsMoreThanThePermits(long permits, long burst) {
    Rate rate = new Rate(permits, Duration.ofSeconds(60), burst);
    Random random = new Random(permits * 31 + burst);
    Deque<long[]> window = new ArrayDeque<>();
    long inWindow = 0;
    for (int i = 0; i < 30_000; i++) {
      // at times a crowd, at times long quiet: what a bucket that is full at first would let through twice
      pass(Duration.ofMillis(random.nextInt(100) == 0 ? random.nextInt(61_000) : random.nextInt(20)));
      long many = 1L + random.nextInt((int) Math.min(burst, 5));
      if (limits.take(List.of(new Claim("k", List.of(rate), many))).isAllowed()) {
        window.addLast(new long[] {now.get(), many});
        inWindow += many;
      }
      while (!window.isEmpty() && now.get() - window.getFirst()[0] >= rate.window().toNanos()) {
        inWindow -= window.removeFirst()[1];
      }
      assertThat(inWindow).isLessThanOrEqualTo(permits);
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "100, 20", "7, 7", "1000, 10"})
  void whoAsksAllTheTimeGetsNearlyAllThatTheRateSays(long permits, long burst) {
    Rate rate = new Rate(permits, Duration.ofSeconds(60), burst);
    int passed = 0;
    for (int tenths = 0; tenths < 60 * 600; tenths++) {
      passed += taken("k", rate, 3);
      pass(Duration.ofMillis(100));
    }
    assertThat(passed).isBetween((int) (permits * 60 * 95 / 100), (int) (permits * 60));
  }

  @Test
  void whoWaitsAsLongAsWasSaidIsGranted() {
    Rate rate = new Rate(50, Duration.ofSeconds(60), 8);
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      Claim claim = new Claim("k", List.of(rate, Rate.of(300, Duration.ofHours(1))), 1 + random.nextInt(8));
      Decision decision = limits.take(List.of(claim));
      if (!decision.isAllowed()) {
        pass(decision.waiting().minusNanos(1));
        assertThat(limits.take(List.of(claim)).isAllowed()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(limits.take(List.of(claim)).isAllowed()).isTrue();
      }
      pass(Duration.ofMillis(random.nextInt(3_000)));
    }
  }

  @Test
  void afterAQuietTimeTheBurstIsThereAgainAndNoMore() {
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
        .isEqualTo(new Decision.Exceeded(claim, rates.get(1), Duration.ofMinutes(1)));
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
  void keysThatTookNothingForAWindowAreDroppedWithoutBeingMissed() {
    Rate rate = Rate.of(10, Duration.ofSeconds(1));
    IntStream.range(0, 900).forEach(i -> take("k" + i, rate));
    pass(Duration.ofSeconds(2));
    IntStream.range(0, 900).forEach(i -> take("other" + i, rate));

    assertThat(limits.keys()).isEqualTo(900);
    assertThat(limits.forgotten()).isZero();
  }

  @Test
  void aRateThatIsMadeSmallerHoldsAtOnceAndForNoLongerThanItsOwnWindow() {
    assertThat(taken("k", Rate.of(100, Duration.ofDays(1)), 200)).isEqualTo(100);

    Rate smaller = Rate.of(10, Duration.ofSeconds(10));
    assertThat(limits.take(List.of(new Claim("k", List.of(smaller), 0)))).isEqualTo(new Decision.Allowed(0));
    assertThat(take("k", smaller).waiting()).isEqualTo(Duration.ofSeconds(10));
    pass(Duration.ofSeconds(9));
    assertThat(take("k", smaller).isAllowed()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(taken("k", smaller, 20)).isEqualTo(10);
  }

  @Test
  void aWindowThatIsMadeLongerKeepsWhatIsKnownAndStaysSmall() {
    Rate shorter = Rate.of(1_000, Duration.ofSeconds(3_200));
    Rate longer = Rate.of(1_000, Duration.ofSeconds(6_400));
    for (int i = 0; i < 500; i++) {
      taken("k", i % 2 == 0 ? shorter : longer, 1);
      pass(Duration.ofSeconds(5));
    }

    assertThat(limits.take(List.of(new Claim("k", List.of(longer), 0)))).isEqualTo(new Decision.Allowed(500));
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
