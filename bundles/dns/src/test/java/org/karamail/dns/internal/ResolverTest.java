package org.karamail.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Found;
import org.karamail.dns.DnsAnswer.Kind;
import org.karamail.dns.MxRecord;
import org.karamail.dns.TlsaRecord;
import org.karamail.testkit.dns.ScriptedDns;

class ResolverTest {

  private final ScriptedDns dns = ScriptedDns.start();
  private final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server()));

  @AfterEach
  void close() {
    resolver.deactivate();
    dns.close();
  }

  @Test
  void mailExchangesComeLowestPreferenceFirst() {
    dns.record("example.org", "MX", "20 b.example.org").record("example.org", "MX", "10 A.Example.org");

    assertThat(Asked.mx(resolver, "Example.ORG").records())
        .containsExactly(new MxRecord(10, "a.example.org"), new MxRecord(20, "b.example.org"));
  }

  @Test
  void aNullMxIsToldApart() {
    dns.record("nomail.example", "MX", "0 .");

    assertThat(Asked.mx(resolver, "nomail.example").records()).singleElement().matches(MxRecord::isNull);
  }

  @Test
  void addressesOfBothFamiliesCarryTheirHostsName() throws UnknownHostException {
    dns.record("mx.example", "A", "192.0.2.1").record("mx.example", "AAAA", "2001:db8::1");

    assertThat(Asked.ipv4(resolver, "mx.example").records())
        .containsExactly(InetAddress.getByName("192.0.2.1"))
        .extracting(InetAddress::getHostName)
        .containsExactly("mx.example");
    assertThat(Asked.await(resolver.ipv6("mx.example")).records()).containsExactly(InetAddress.getByName("2001:db8::1"));
  }

  @Test
  void namesOfAnAddressComeFromItsReverseZone() throws UnknownHostException {
    dns.record("7.2.0.192.in-addr.arpa", "PTR", "Client.Example.");

    assertThat(Asked.await(resolver.ptr(InetAddress.getByName("192.0.2.7"))).records()).containsExactly("client.example");
  }

  @Test
  void stringsOfATextAreJoinedAndHarmless() {
    dns.record("long.example", "TXT", "v=spf1 " + "a".repeat(300) + " -all");
    dns.record("evil.example", "TXT", "v=spf1\t\u001b[31mred \u0085é");

    assertThat(Asked.await(resolver.txt("long.example")).records()).containsExactly("v=spf1 " + "a".repeat(300) + " -all");
    assertThat(Asked.await(resolver.txt("evil.example")).records()).containsExactly("v=spf1 \ufffd[31mred \ufffdé");
  }

  @Test
  void certificateAssociationsComeAsTheirFourFields() {
    dns.record("_25._tcp.mx.example", "TLSA", "3 1 1 00ff10");

    assertThat(Asked.await(resolver.tlsa("_25._tcp.mx.example")).records()).containsExactly(new TlsaRecord(3, 1, 1, "00ff10"));
  }

  @Test
  void noSuchNameAndNoDataAreToldApart() {
    dns.record("only.example", "A", "192.0.2.1");

    assertThat(Asked.mx(resolver, "only.example").kind()).isEqualTo(Kind.NO_DATA);
    assertThat(Asked.mx(resolver, "never.example").kind()).isEqualTo(Kind.NO_SUCH_NAME);
  }

  @Test
  void whatCanBeNoNameIsAnsweredWithoutAsking() {
    for (String name : List.of("", "two..dots", "a".repeat(64) + ".example", "blank here", "back\\slash", "x\u0000y")) {
      assertThat(Asked.mx(resolver, name).kind()).as(name).isEqualTo(Kind.NO_SUCH_NAME);
    }
    assertThat(dns.questions()).isEmpty();
  }

  @Test
  void anInternationalNameIsAskedAsItsALabels() {
    dns.record("xn--bcher-kva.example", "MX", "10 mx.example");

    assertThat(Asked.mx(resolver, "bücher.example").kind()).isEqualTo(Kind.FOUND);
  }

  @Test
  void thisHostIsKnownWithoutAsking() {
    assertThat(Asked.ipv4(resolver, "localhost").records()).containsExactly(InetAddress.getLoopbackAddress());
    assertThat(Asked.mx(resolver, "localhost").kind()).isEqualTo(Kind.NO_DATA);
    assertThat(dns.questions()).isEmpty();
  }

  @Test
  void anAliasIsFollowedAndTheAnswerLivesNoLongerThanIt() {
    dns.record("www.example", Duration.ofSeconds(20), "CNAME", "host.example").record("host.example", "A", "192.0.2.1");

    DnsAnswer<InetAddress> answer = Asked.ipv4(resolver, "www.example");

    assertThat(answer).isInstanceOf(Found.class);
    assertThat(((Found<InetAddress>) answer).name()).isEqualTo("host.example");
    assertThat(answer.ttl()).isLessThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void equalQuestionsUnderWayAreAskedOnce() {
    dns.record("busy.example", "MX", "10 mx.example").delay("busy.example", Duration.ofMillis(300));

    List<CompletionStage<DnsAnswer<MxRecord>>> all =
        IntStream.range(0, 50).mapToObj(i -> resolver.mx(i % 2 == 0 ? "busy.example" : "BUSY.example.")).toList();

    assertThat(all).allSatisfy(stage -> assertThat(Asked.await(stage).kind()).isEqualTo(Kind.FOUND));
    assertThat(dns.asked("busy.example", "MX")).isEqualTo(1);
    assertThat(resolver.statistics().shared()).isEqualTo(49);
  }

  @Test
  void whoGivesUpWaitingDoesNotTakeTheAnswerFromOthers() {
    dns.record("busy.example", "MX", "10 mx.example").delay("busy.example", Duration.ofMillis(300));
    CompletionStage<DnsAnswer<MxRecord>> impatient = resolver.mx("busy.example");
    CompletionStage<DnsAnswer<MxRecord>> patient = resolver.mx("busy.example");

    impatient.toCompletableFuture().cancel(true);

    assertThat(Asked.await(patient).kind()).isEqualTo(Kind.FOUND);
  }

  @Test
  void aThousandDifferentQuestionsAtOnceAreAllAnswered() {
    IntStream.range(0, 1_000).forEach(i -> dns.record("d" + i + ".example", "MX", "10 mx" + i + ".example"));

    List<CompletionStage<DnsAnswer<MxRecord>>> all =
        IntStream.range(0, 1_000).mapToObj(i -> resolver.mx("d" + i + ".example")).toList();

    for (int i = 0; i < all.size(); i++) {
      assertThat(Asked.await(all.get(i)).records()).containsExactly(new MxRecord(10, "mx" + i + ".example"));
    }
  }

  @Test
  void aCallerWhoWaitsInWhatDependsOnAnAnswerDoesNotStopTheOthers() throws InterruptedException {
    dns.record("one.example", "MX", "10 mx.example").record("two.example", "MX", "10 mx.example");
    dns.delay("one.example", Duration.ofMillis(100));
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    var unused =
        resolver
            .mx("one.example")
            .thenAccept(
                answer -> {
                  entered.countDown();
                  await().until(() -> leave.getCount() == 0);
                });
    entered.await();

    assertThat(Asked.mx(resolver, "two.example").kind()).isEqualTo(Kind.FOUND);
    leave.countDown();
  }

  @Test
  void otherServersApplyAtOnceAndForgetWhatTheFormerOnesSaid() {
    dns.record("moved.example", "MX", "10 old.example");
    assertThat(Asked.mx(resolver, "moved.example").records()).containsExactly(new MxRecord(10, "old.example"));

    try (ScriptedDns other = ScriptedDns.start()) {
      other.record("moved.example", "MX", "10 new.example");
      resolver.modified(Map.of("servers", other.server()));

      assertThat(Asked.mx(resolver, "moved.example").records()).containsExactly(new MxRecord(10, "new.example"));
      assertThat(resolver.servers()).containsExactly(other.server());
    }
  }

  @Test
  void dnssecIsBelievedOfAServerOnThisHost() {
    dns.record("signed.example", "MX", "10 mx.example").authentic(true);

    assertThat(Asked.mx(resolver, "signed.example").isAuthentic()).isTrue();
    assertThat(Asked.mx(resolver, "unsigned.signed.example").isAuthentic()).isTrue();
  }

  @Test
  void prewarmingAsksForExchangesAndTheirAddressesOnce() {
    dns.record("big.example", "MX", "10 mx1.big.example").record("big.example", "MX", "20 mx2.big.example");
    dns.record("mx1.big.example", "A", "192.0.2.1").record("mx2.big.example", "AAAA", "2001:db8::2");
    dns.record("small.example", "A", "192.0.2.3").record("nomail.example", "MX", "0 .");

    var done = Asked.await(resolver.prewarm(List.of("big.example", "small.example", "nomail.example", "no.example")));

    assertThat(done).extracting("domain", "kind", "hosts")
        .containsExactly(
            tuple("big.example", Kind.FOUND, 2),
            tuple("small.example", Kind.NO_DATA, 1),
            tuple("nomail.example", Kind.FOUND, 0),
            tuple("no.example", Kind.NO_SUCH_NAME, 0));
    int asked = dns.questions().size();
    assertThat(Asked.ipv4(resolver, "mx1.big.example").kind()).isEqualTo(Kind.FOUND);
    assertThat(dns.questions()).hasSize(asked);
  }

  @Test
  void configuredDomainsAreLookedUpAheadAtTheStart() {
    dns.record("warm.example", "MX", "10 mx.warm.example");
    DnsComponent warm = new DnsComponent(Map.of("servers", dns.server(), "prewarm", "Warm.example"));
    try {
      await().until(() -> dns.asked("mx.warm.example", "A") == 1);
      assertThat(warm.prewarmed()).containsExactly("warm.example");
    } finally {
      warm.deactivate();
    }
  }

  @Test
  void afterTheEndEverythingUnderWayHasFailedForNowAndNoThreadIsLeft() {
    dns.record("slow.example", "MX", "10 mx.example").delay("slow.example", Duration.ofSeconds(5));
    CompletionStage<DnsAnswer<MxRecord>> underWay = resolver.mx("slow.example");

    resolver.deactivate();

    assertThat(Asked.await(underWay).kind()).isEqualTo(Kind.FAILED);
    assertThat(Asked.mx(resolver, "later.example").kind()).isEqualTo(Kind.FAILED);
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("karamail-dns") || name.startsWith("dnsjava"))
        .toList();
  }

  @Test
  void statisticsCountHitsMissesErrorsAndTime() {
    dns.record("known.example", "MX", "10 mx.example");
    Asked.mx(resolver, "known.example");
    Asked.mx(resolver, "known.example");
    Asked.mx(resolver, "known.example");
    Asked.mx(resolver, "unknown.example");

    var statistics = resolver.statistics();

    assertThat(statistics.cacheHits()).isEqualTo(2);
    assertThat(statistics.cacheMisses()).isEqualTo(2);
    assertThat(statistics.hitRatio()).isEqualTo(50.0);
    assertThat(statistics.cacheSize()).isEqualTo(2);
    assertThat(statistics.cacheLimit()).isEqualTo(1_000);
    assertThat(statistics.errors()).isZero();
    assertThat(statistics.averageLatency()).isPositive().isLessThanOrEqualTo(statistics.longestLatency());
    assertThat(statistics.p99Latency()).isPositive().isLessThanOrEqualTo(statistics.longestLatency());
    assertThat(Optional.of(statistics.underWay())).contains(0);
  }

  @Test
  void whatTheCacheHoldsCanBeSeenAndFlushed() {
    dns.record("a.example", "MX", "10 mx.a.example").record("b.example", "A", "192.0.2.1");
    Asked.mx(resolver, "a.example");
    Asked.ipv4(resolver, "b.example");
    Asked.ipv4(resolver, "no.example");

    assertThat(resolver.contents())
        .extracting(entry -> entry.name() + " " + entry.type() + " " + entry.kind() + " " + entry.records())
        .containsExactly("no.example A NO_SUCH_NAME []", "b.example A FOUND [192.0.2.1]", "a.example MX FOUND [10 mx.a.example]");
    assertThat(resolver.flush("A.example.")).isEqualTo(1);
    assertThat(resolver.flush()).isEqualTo(2);
    assertThat(resolver.contents()).isEmpty();
  }
}
