package org.karamail.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.Fault;
import org.karamail.model.Route;
import org.karamail.routing.Destination.Kind;
import org.karamail.testkit.dns.Misbehaviour;

/** Which hosts a domain's mail goes to (RFC 5321 section 5.1, RFC 7505). */
class MailHostsTest {

  private final Internet internet = new Internet();

  @AfterEach
  void close() {
    internet.close();
  }

  @Test
  void hostsAreTriedLowestPreferenceFirstWithAllTheirAddresses() {
    internet.record("example.org", "MX", "20 b.example.org").record("example.org", "MX", "10 a.example.org");
    internet.record("a.example.org", "A", "192.0.2.1").record("a.example.org", "AAAA", "2001:db8::1");
    internet.record("b.example.org", "A", "192.0.2.2");

    assertThat(internet.names("example.org")).containsExactly("a.example.org", "b.example.org");
    assertThat(internet.addresses("example.org"))
        .containsExactly("192.0.2.1:25", "2001:db8:0:0:0:0:0:1:25", "192.0.2.2:25");
  }

  @Test
  void hostsOfEqualPreferenceAreTriedInEveryOrder() {
    internet.record("example.org", "MX", "10 last.example.org").record("last.example.org", "A", "192.0.2.9");
    for (String name : List.of("a", "b", "c")) {
      internet.record("example.org", "MX", "5 " + name + ".example.org").record(name + ".example.org", "A", "192.0.2.1");
    }

    Set<List<String>> orders = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      orders.add(internet.names("example.org"));
    }

    assertThat(orders).hasSize(6).allMatch(order -> order.get(3).equals("last.example.org"));
  }

  @Test
  void aDomainWithoutMxIsItsOwnMailHost() {
    internet.record("plain.example", "A", "192.0.2.3");

    assertThat(internet.names("plain.example")).containsExactly("plain.example");
    assertThat(internet.find("plain.example").reasons()).anyMatch(reason -> reason.contains("its own mail host"));
  }

  @Test
  void aDomainWhoseMxLeadNowhereIsNotItsOwnMailHost() {
    internet.record("broken.example", "MX", "10 gone.broken.example").record("broken.example", "A", "192.0.2.3");

    assertThat(internet.refusal("broken.example")).startsWith("550 5.4.4 ");
  }

  @Test
  void nullMxRefuses() {
    internet.record("nomail.example", "MX", "0 .").record("nomail.example", "A", "192.0.2.3");

    assertThat(internet.refusal("nomail.example")).startsWith("556 5.1.10 ");
  }

  @Test
  void aRootAmongOtherHostsIsPassedOver() {
    internet.record("odd.example", "MX", "0 .").record("odd.example", "MX", "10 a.example").record("a.example", "A", "192.0.2.1");

    assertThat(internet.names("odd.example")).containsExactly("a.example");
  }

  @Test
  void aDomainThatDoesNotExistIsRefusedAndOneWithNothingToo() {
    internet.record("text.example", "TXT", "nothing else");

    assertThat(internet.refusal("never.example")).startsWith("550 5.1.2 ");
    assertThat(internet.refusal("text.example")).startsWith("550 5.1.2 ");
  }

  @ParameterizedTest
  @EnumSource(
      value = Misbehaviour.class,
      names = {"SERVFAIL", "REFUSED", "SILENT", "GARBAGE", "REFERRAL", "TRUNCATED_WITHOUT_TCP"})
  void whatNameServersCannotSayIsNeverARefusal(Misbehaviour how) {
    internet.record("example.org", "MX", "10 mx.example.org").record("mx.example.org", "A", "192.0.2.1");
    internet.dns.misbehave("example.org", how);

    assertThat(internet.unresolved("example.org").fault().category()).isEqualTo(Fault.Category.DNS);

    internet.dns.behave("example.org").misbehave("mx.example.org", how);

    assertThat(internet.unresolved("example.org").fault().category()).isEqualTo(Fault.Category.DNS);
  }

  @Test
  void aHostWhoseAddressesCannotBeLookedUpIsLeftOutWhileAnotherCan() {
    internet.record("example.org", "MX", "10 sick.example").record("example.org", "MX", "20 well.example");
    internet.record("well.example", "A", "192.0.2.2");
    internet.dns.misbehave("sick.example", Misbehaviour.SERVFAIL);

    assertThat(internet.names("example.org")).containsExactly("well.example");
    assertThat(internet.find("example.org").reasons()).anyMatch(reason -> reason.startsWith("sick.example (preference 10) is left out"));
  }

  @Test
  void anAliasIsFollowedForTheDomainAndForTheHost() {
    internet.record("alias.example", "CNAME", "real.example").record("real.example", "MX", "10 mx.example");
    internet.record("mx.example", "CNAME", "host.example").record("host.example", "A", "192.0.2.1");

    assertThat(internet.addresses("alias.example")).containsExactly("192.0.2.1:25");
  }

  @Test
  void aliasesInACircleAreTemporary() {
    internet.record("a.example", "CNAME", "b.example").record("b.example", "CNAME", "a.example");

    assertThat(internet.find("a.example").kind()).isEqualTo(Kind.UNRESOLVED);
  }

  @Test
  void ourNameAmongTheHostsEndsTheList() {
    internet.record("backup.example", "MX", "10 main.example").record("backup.example", "MX", "20 mail.here.example");
    internet.record("backup.example", "MX", "20 equal.example").record("backup.example", "MX", "30 worse.example");
    for (String name : List.of("main.example", "equal.example", "worse.example", "mail.here.example")) {
      internet.record(name, "A", "192.0.2.1");
    }

    assertThat(internet.names("backup.example")).containsExactly("main.example");
  }

  @Test
  void mailThatWouldComeBackToUsIsRefused() {
    internet.record("loop.example", "MX", "10 mail.here.example").record("mail.here.example", "A", "192.0.2.1");

    assertThat(internet.refusal("loop.example")).startsWith("554 5.4.6 ");
  }

  @Test
  void oursIsAlsoWhereAListenerOfOursAnswers() {
    internet.delivery("mxPort", "2525", "allowLoopbackMx", "true");
    internet.listen("127.0.0.5", 2525);
    internet.record("loop.example", "MX", "10 other.example").record("other.example", "A", "127.0.0.5");
    internet.record("near.example", "MX", "10 first.example").record("near.example", "MX", "20 other.example");
    internet.record("first.example", "A", "127.0.0.6");

    assertThat(internet.refusal("loop.example")).startsWith("554 5.4.6 ");
    assertThat(internet.names("near.example")).containsExactly("first.example");

    internet.delivery("mxPort", "2526", "allowLoopbackMx", "true");
    assertThat(internet.addresses("loop.example")).as("another port is another host").containsExactly("127.0.0.5:2526");
  }

  @Test
  void aListenerOnTheWildcardAnswersAtEveryAddressOfThisMachine() {
    internet.delivery("mxPort", "2525", "allowLoopbackMx", "true");
    internet.listen("0.0.0.0", 2525);
    internet.record("loop.example", "MX", "10 other.example").record("other.example", "A", "127.0.0.9");

    assertThat(internet.refusal("loop.example")).startsWith("554 5.4.6 ");
  }

  @Test
  void whileABetterHostCannotBeLookedUpMailForABackupOfOursWaits() {
    internet.record("backup.example", "MX", "10 main.example").record("backup.example", "MX", "20 mail.here.example");
    internet.dns.misbehave("main.example", Misbehaviour.SERVFAIL);

    assertThat(internet.find("backup.example").kind()).isEqualTo(Kind.UNRESOLVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.255.0.1", "0.0.0.0", "0.1.2.3", "169.254.1.1", "224.0.0.1", "255.255.255.255"})
  void addressesThatLeadBackHereOrNowhereAreLeftOut(String address) {
    internet.record("evil.example", "MX", "10 mx.evil.example").record("mx.evil.example", "A", address);

    assertThat(internet.refusal("evil.example")).startsWith("550 5.4.4 ");

    internet.delivery("allowLoopbackMx", "true");
    assertThat(internet.addresses("evil.example")).containsExactly(address + ":25");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1", "::", "::ffff:127.0.0.1", "::127.0.0.1", "fe80::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:0.0.0.0"
      })
  void theSameInTheSpellingsOfIpv6(String address) {
    internet.record("evil.example", "MX", "10 mx.evil.example").record("mx.evil.example", "AAAA", address);

    assertThat(internet.find("evil.example").kind()).isNotEqualTo(Kind.HOSTS);
  }

  @Test
  void aGoodAddressBesideABadOneIsUsed() {
    internet.record("mixed.example", "A", "127.0.0.1").record("mixed.example", "A", "192.0.2.1");
    internet.record("mixed.example", "AAAA", "2001:db8::1");

    assertThat(internet.addresses("mixed.example")).containsExactlyInAnyOrder("192.0.2.1:25", "2001:db8:0:0:0:0:0:1:25");
  }

  @Test
  void fiveHundredHostsCostTenLookUps() {
    IntStream.range(0, 500).forEach(i -> internet.record("many.example", "MX", "10 mx" + i + ".many.example"));
    IntStream.range(0, 500).forEach(i -> internet.record("mx" + i + ".many.example", "A", "192.0.2.1"));

    assertThat(internet.names("many.example")).hasSize(10);
    assertThat(internet.dns.questions().stream().filter(question -> question.contains(" A "))).hasSize(10);
  }

  @Test
  void aHundredAddressesOfAHostAreSix() {
    internet.record("wide.example", "MX", "10 mx.example");
    IntStream.range(1, 100).forEach(i -> internet.record("mx.example", "A", "192.0.2." + i));

    assertThat(internet.addresses("wide.example")).hasSize(6);
  }

  @Test
  void aNameThatCanBeNoHostIsLeftOutAndNotRepeatedRaw() {
    internet.record("evil.example", "MX", "5 a\u001b[2Jb.example").record("evil.example", "MX", "10 good.example");
    internet.record("good.example", "A", "192.0.2.1");

    assertThat(internet.names("evil.example")).containsExactly("good.example");
    assertThat(internet.find("evil.example").reasons()).noneMatch(reason -> reason.chars().anyMatch(Character::isISOControl));
  }

  @Test
  void anAddressLiteralIsItsOwnHostAndJudgedLikeARecord() {
    assertThat(internet.addresses("[192.0.2.7]")).containsExactly("192.0.2.7:25");
    assertThat(internet.addresses("[ipv6:2001:db8::7]")).containsExactly("2001:db8:0:0:0:0:0:7:25");
    assertThat(internet.refusal("[127.0.0.1]")).startsWith("550 5.4.4 ");
    assertThat(internet.dns.questions()).isEmpty();
  }

  @Test
  void aHostThatTheRouteNamesIsAskedForWithoutMxAndMayBeLoopback() {
    internet.record("filter.example", "MX", "10 elsewhere.example").record("filter.example", "A", "127.0.0.1");

    assertThat(internet.addresses("[filter.example]:10025")).containsExactly("127.0.0.1:10025");
    assertThat(internet.addresses("[127.0.0.1]:10026")).containsExactly("127.0.0.1:10026");
    assertThat(internet.find("[gone.example]:25").kind()).as("a mistake of ours, not of the mail").isEqualTo(Kind.UNRESOLVED);
  }

  @Test
  void domainsWithTheSameMailHostsAreOneSite() {
    for (String domain : List.of("one.example", "two.example")) {
      internet.record(domain, "MX", "10 mx1.big.example").record(domain, "MX", "20 mx2.big.example");
    }
    internet.record("mx1.big.example", "A", "192.0.2.1");
    assertThat(internet.destinations.site(new Route("smtp", "one.example"))).as("never looked up").isEqualTo("one.example");

    assertThat(internet.find("one.example").site()).isEqualTo("mx1.big.example,mx2.big.example");
    assertThat(internet.find("two.example").site()).isEqualTo("mx1.big.example,mx2.big.example");
    assertThat(internet.destinations.site(new Route("smtp", "one.example"))).isEqualTo("mx1.big.example,mx2.big.example");
  }

  @Test
  void domainsOfANamedProviderAreOneSiteWithHostsOfTheirOwn() {
    internet.routing("providerSites", "*.mail.protection.outlook.com");
    for (String domain : List.of("one", "two")) {
      internet.record(domain + ".example", "MX", "0 " + domain + ".mail.protection.outlook.com");
      internet.record(domain + ".mail.protection.outlook.com", "A", "192.0.2.1");
    }

    assertThat(internet.find("one.example").site()).isEqualTo(internet.find("two.example").site());
    assertThat(internet.names("two.example")).containsExactly("two.mail.protection.outlook.com");
  }

  @Test
  void whatCannotBeReadWaits() {
    assertThat(internet.find("[no port]:99999".replace(" ", "-")).kind()).isEqualTo(Kind.UNRESOLVED);
    assertThat(internet.find("@nothing").kind()).isEqualTo(Kind.UNRESOLVED);
  }

  @Test
  void whileNameServersAreGoneFiveThousandDomainsWaitAndNoneIsRefused() {
    IntStream.range(0, 5_000).forEach(i -> internet.record("d" + i + ".example", "MX", "10 mx.example"));
    internet.record("mx.example", "A", "192.0.2.1");
    internet.dns.down();

    var all = IntStream.range(0, 5_000).mapToObj(i -> internet.destinations.find(new Route("smtp", "d" + i + ".example"))).toList();

    assertThat(all).allSatisfy(stage -> assertThat(stage.toCompletableFuture().join().kind()).isEqualTo(Kind.UNRESOLVED));
    internet.dns.up();
    await().untilAsserted(
        () -> IntStream.range(0, 100).forEach(i -> assertThat(internet.find("d" + i + ".example").kind()).isEqualTo(Kind.HOSTS)));
  }
}
