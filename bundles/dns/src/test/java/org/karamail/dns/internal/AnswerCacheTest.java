package org.karamail.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.dns.DnsAnswer.Found;
import org.karamail.dns.DnsAnswer.NoData;
import org.karamail.dns.DnsAnswer.NoSuchName;
import org.karamail.dns.DnsAnswer.Problem;

class AnswerCacheTest {

  private final Ttl ttl = new Ttl(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(60));
  private long now = 1_000;
  private final AnswerCache cache = new AnswerCache(3, () -> now);

  @Test
  void anAnswerIsGivenWithTheTimeThatIsLeftAndNotAfterIt() {
    cache.keep(question("a"), found(Duration.ofSeconds(60)), 100);

    pass(Duration.ofSeconds(45));
    assertThat(cache.find(question("a")).map(DnsAnswer::ttl)).contains(Duration.ofSeconds(15));

    pass(Duration.ofSeconds(15));
    assertThat(cache.find(question("a"))).isEmpty();
    assertThat(cache.size()).isZero();
  }

  @Test
  void theOneUsedLongestAgoLeavesFirst() {
    List.of("a", "b", "c").forEach(name -> cache.keep(question(name), found(Duration.ofSeconds(60)), 100));
    assertThat(cache.find(question("a"))).isPresent();

    cache.keep(question("d"), found(Duration.ofSeconds(60)), 100);

    assertThat(cache.find(question("b"))).isEmpty();
    assertThat(cache.find(question("a"))).isPresent();
    assertThat(cache.size()).isEqualTo(3);
  }

  @Test
  void answersThatAreTooLargeTogetherLeaveToo() {
    cache.keep(question("a"), found(Duration.ofSeconds(60)), 5 << 20);
    cache.keep(question("b"), found(Duration.ofSeconds(60)), 5 << 20);

    assertThat(cache.find(question("a"))).isEmpty();
    assertThat(cache.find(question("b"))).isPresent();
  }

  @Test
  void aSmallerCacheForgetsAtOnce() {
    List.of("a", "b", "c").forEach(name -> cache.keep(question(name), found(Duration.ofSeconds(60)), 100));

    cache.resize(1);

    assertThat(cache.contents()).containsOnlyKeys(question("c"));
  }

  @Test
  void noCacheKeepsNothing() {
    cache.resize(0);

    cache.keep(question("a"), found(Duration.ofSeconds(60)), 100);

    assertThat(cache.size()).isZero();
  }

  @Test
  void aFailureIsNeverKept() {
    cache.keep(question("a"), new Failed<>(Problem.TIMEOUT, "silence"), 0);

    assertThat(cache.find(question("a"))).isEqualTo(Optional.empty());
  }

  @Test
  void theTimeToLiveIsTheRecordsWithinBounds() {
    assertThat(ttl.bound(found(Duration.ofSeconds(90))).ttl()).isEqualTo(Duration.ofSeconds(90));
    assertThat(ttl.bound(found(Duration.ofDays(2))).ttl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(ttl.bound(found(Duration.ZERO)).ttl()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aNoIsKeptShorterThanAnAnswer() {
    assertThat(ttl.bound(new NoData<String>(Duration.ofHours(1), false)).ttl()).isEqualTo(Duration.ofSeconds(60));
    assertThat(ttl.bound(new NoSuchName<String>(Duration.ofSeconds(40), false)).ttl()).isEqualTo(Duration.ofSeconds(40));
    assertThat(ttl.bound(new NoSuchName<String>(Duration.ZERO, false)).ttl()).isEqualTo(Duration.ofSeconds(5));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static Question<String> question(String name) {
    return new Question<>(DnsName.parse(name + ".example").orElseThrow(), RecordType.TXT);
  }

  private static DnsAnswer<String> found(Duration ttl) {
    return new Found<>(List.of("text"), "a.example", ttl, false);
  }
}
