package org.karamail.guard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.GuardStatistics.Sharing;
import org.karamail.guard.Rate;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.net.FreePort;

/** Two nodes and a real Redis between them. */
class SharedLimitsTest {

  private static final Rate TEN_A_DAY = Rate.of(10, Duration.ofDays(1));

  @TempDir Path folder;

  private final int port = FreePort.find();
  private final List<ForeignProgram> started = new ArrayList<>();
  private final List<Limits> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(Limits::close);
    started.forEach(ForeignProgram::close);
  }

  @Test
  void twoNodesShareOneLimit() {
    redis();
    Limits one = node(place());
    Limits other = node(place());

    assertThat(granted(one, "k", 6)).isEqualTo(6);
    assertThat(granted(other, "k", 6)).isEqualTo(4);
    assertThat(granted(one, "k", 1)).isZero();
    assertThat(take(other, "k")).isInstanceOfSatisfying(
        Decision.Exceeded.class,
        why -> {
          assertThat(why.rate()).isEqualTo(TEN_A_DAY);
          assertThat(why.waiting()).isBetween(Duration.ofDays(1).minusMinutes(1), Duration.ofDays(1));
        });
  }

  @Test
  void questionsAskedAtTheSameTimeGetNoMoreThanThereIs() {
    redis();
    List<Limits> both = List.of(node(place()), node(place()));
    Rate rate = Rate.of(300, Duration.ofDays(1));

    List<CompletionStage<Decision>> asked =
        IntStream.range(0, 1_000).mapToObj(i -> both.get(i % 2).take(List.of(Claim.of("k", rate)))).toList();

    assertThat(asked.stream().filter(stage -> decided(stage).isAllowed())).hasSize(300);
    assertThat(both).allSatisfy(node -> assertThat(node.statistics().sharing()).isEqualTo(Sharing.SHARED));
  }

  @Test
  void thereTooAllClaimsAreGrantedOrNoneAndTheTightestRateDecides() {
    redis();
    Limits node = node(place());
    Claim free = new Claim("free", List.of(TEN_A_DAY, Rate.of(7, Duration.ofHours(1))), 1);
    Claim tight = new Claim("tight", List.of(Rate.of(100, Duration.ofDays(1)), Rate.of(1, Duration.ofHours(1))), 1);

    assertThat(decided(node.take(List.of(free, tight)))).isEqualTo(new Decision.Allowed(0));
    assertThat(decided(node.take(List.of(free, tight))))
        .isInstanceOfSatisfying(
            Decision.Exceeded.class,
            why -> {
              assertThat(why.claim()).isEqualTo(tight);
              assertThat(why.rate()).isEqualTo(Rate.of(1, Duration.ofHours(1)));
            });
    assertThat(decided(node.take(List.of(new Claim("free", free.rates(), 0))))).isEqualTo(new Decision.Allowed(6));
  }

  @Test
  void noWindowWhereverItBeginsHoldsMoreThanThePermitsThereEither() {
    redis();
    Limits node = node(place());
    Rate rate = Rate.of(20, Duration.ofSeconds(1));
    List<long[]> granted = new ArrayList<>();
    await("two windows and one more")
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              long asked = System.nanoTime();
              if (granted(node, "k", rate, 1) == 1) {
                granted.add(new long[] {asked, System.nanoTime()});
              }
              return granted.size() > 40;
            });

    for (int i = 0; i + 20 < granted.size(); i++) {
      assertThat(granted.get(i + 20)[1] - granted.get(i)[0]).as("from %d to %d", i, i + 20).isGreaterThan(990_000_000L);
    }
  }

  @Test
  void whoHasTakenAllAtOnceWaitsForTheWholeWindowAndABurstForItsPart() {
    redis();
    Limits node = node(place());
    assertThat(granted(node, "k", 20)).isEqualTo(10);

    Claim bursts = Claim.of("b", new Rate(10, Duration.ofDays(1), 2));
    assertThat(decided(node.take(List.of(bursts)))).isEqualTo(new Decision.Allowed(1));
    assertThat(decided(node.take(List.of(bursts)))).isEqualTo(new Decision.Allowed(0));
    assertThat(decided(node.take(List.of(bursts))).waiting()).isBetween(Duration.ofMinutes(143), Duration.ofMinutes(144));
    assertThat(take(node, "k").waiting()).isBetween(Duration.ofMinutes(1_439), Duration.ofMinutes(1_440));
  }

  @Test
  void aRateThatIsMadeSmallerHoldsAtOnceAndForNoLongerThanItsOwnWindow() {
    redis();
    Limits node = node(place());
    assertThat(granted(node, "k", Rate.of(100, Duration.ofDays(1)), 60)).isEqualTo(60);

    Rate smaller = Rate.of(10, Duration.ofHours(1));
    assertThat(decided(node.take(List.of(new Claim("k", List.of(smaller), 0))))).isEqualTo(new Decision.Allowed(0));
    assertThat(decided(node.take(List.of(Claim.of("k", smaller)))).waiting())
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
  }

  @Test
  void whatWasTakenLeavesTheWindowAndThenItsKeyIsGone() throws IOException {
    redis();
    Limits node = node(place());
    Rate rate = new Rate(3, Duration.ofSeconds(1), 3);

    assertThat(granted(node, "warm", rate, 3)).isEqualTo(3);
    await("another one").atMost(Duration.ofSeconds(5)).until(() -> granted(node, "warm", rate, 1) == 1);
    try (RedisConnection other = RedisConnection.open(settings(place()).redis().orElseThrow())) {
      await("nothing left").until(() -> other.ask(List.of("DBSIZE")).number().orElseThrow() == 0);
    }
  }

  @Test
  void whileRedisIsAwayTheNodeGoesOnFromWhatItHasCountedAndReturnsToTheSharedCount() {
    ForeignProgram redis = redis();
    Limits node = node(place());
    assertThat(granted(node, "k", 4)).isEqualTo(4);
    redis.close();
    assertThat(granted(node, "k", 20)).isEqualTo(6);
    assertThat(node.statistics().sharing()).isEqualTo(Sharing.AWAY);

    redis();
    shares(node);
    assertThat(granted(node, "k", 20)).isEqualTo(10);
  }

  @Test
  void aRedisThatHangsHoldsNobodyUpForLongerThanItsTimeOut() {
    ForeignProgram redis = redis();
    Limits node = limits(place(), Map.of("redisTimeout", "200ms"));
    shares(node);
    assertThat(granted(node, "k", 4)).isEqualTo(4);
    redis.freeze();

    assertThat(granted(node, "k", 20)).isEqualTo(6);
    assertThat(node.statistics().sharing()).isEqualTo(Sharing.AWAY);

    redis.thaw();
    shares(node);
  }

  @Test
  void aPasswordADatabaseAndAPrefixAreUsed() throws IOException {
    redis("--requirepass", "secret");
    Map<String, String> known = Map.of("redisPassword", "secret", "redisDatabase", "2", "redisPrefix", "mine:");
    Limits node = limits(place(), known);
    shares(node);

    assertThat(granted(node, "k", 1)).isEqualTo(1);
    try (RedisConnection other = RedisConnection.open(settings(place(), known).redis().orElseThrow())) {
      assertThat(other.ask(List.of("EXISTS", "mine:k")).number()).contains(1L);
    }
    Limits stranger = limits(place(), Map.of());
    assertThat(granted(stranger, "k", 20)).isEqualTo(10);
    assertThat(stranger.statistics().sharing()).isEqualTo(Sharing.AWAY);
  }

  @Test
  void whatIsConfiguredLaterIsSharedFromThenOnAndGivenUpWhenItIsTakenAway() {
    redis();
    Limits node = new Limits(GuardSettings.read(Configurations.of(Map.of())), System::nanoTime);
    nodes.add(node);
    node.apply(settings(place()));
    shares(node);
    assertThat(granted(node, "k", 3)).isEqualTo(3);

    node.apply(GuardSettings.read(Configurations.of(Map.of())));

    assertThat(node.statistics().sharing()).isEqualTo(Sharing.NONE);
    assertThat(granted(node, "k", 20)).isEqualTo(7);
  }

  private ForeignProgram redis(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port), "--save", ""));
    arguments.addAll(List.of(more));
    ForeignProgram redis = ForeignProgram.start(folder, "redis-server", arguments.toArray(String[]::new)).awaitPort(port);
    started.add(redis);
    return redis;
  }

  private String place() {
    return "127.0.0.1:" + port;
  }

  private Limits node(String place) {
    Limits node = limits(place, Map.of());
    shares(node);
    return node;
  }

  private Limits limits(String place, Map<String, String> more) {
    Limits node = new Limits(settings(place, more), System::nanoTime);
    nodes.add(node);
    return node;
  }

  private static void shares(Limits node) {
    await("redis answers").until(() -> node.statistics().sharing() == Sharing.SHARED);
  }

  private static GuardSettings settings(String place) {
    return settings(place, Map.of());
  }

  private static GuardSettings settings(String place, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("redis", place);
    properties.putIfAbsent("redisTimeout", "5s");
    return GuardSettings.read(Configurations.of(properties));
  }

  private static int granted(Limits node, String key, int tries) {
    return granted(node, key, TEN_A_DAY, tries);
  }

  private static int granted(Limits node, String key, Rate rate, int tries) {
    return (int) IntStream.range(0, tries).filter(i -> decided(node.take(List.of(Claim.of(key, rate)))).isAllowed()).count();
  }

  private static Decision take(Limits node, String key) {
    return decided(node.take(List.of(Claim.of(key, TEN_A_DAY))));
  }

  private static Decision decided(CompletionStage<Decision> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
