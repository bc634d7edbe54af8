package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.testkit.MovableClock;

class DnsCommandsTest {

  private final MovableClock clock = MovableClock.standing();
  private final InMemoryStore store = new InMemoryStore(clock);
  private final KarafShell shell = new KarafShell(clock, store, new StandingInternet(), new StandingDelivery(false), PoolCommandTest.POOL);

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void anAddressIsLookedUpInReverse() {
    assertThat(shell.run("mail:dns-lookup 192.0.2.9").lines()).last().asString().startsWith("PTR").endsWith("host.example.net");
    assertThat(shell.run("mail:dns-lookup --type ptr example.net"))
        .matches(outcome -> outcome.status() != 0)
        .matches(outcome -> outcome.text().contains("PTR is asked for an IP address, not for 'example.net'"));
  }

  @Test
  void aLookUpSaysWhyItFailedAndNeverRawly() {
    String text = shell.run("mail:dns-lookup broken.example --type MX").text();

    assertThat(text).contains("failed for now: SERVER_FAILURE, 192.0.2.53:53: SERVFAIL\\x1B").doesNotContain("\u001b");
  }

  @Test
  void anUnknownTypeIsRefusedWithThoseThereAre() {
    assertThat(shell.run("mail:dns-lookup --type SRV example.net"))
        .matches(outcome -> outcome.status() != 0)
        .matches(outcome -> outcome.text().contains("--type takes MX, A, AAAA, PTR, TXT or TLSA, not 'SRV'"));
  }

  @Test
  void lookUpsAsJson() {
    JsonNode json = shell.run("mail:dns-lookup example.net --json").json();

    assertThat(json.get("answers").findValuesAsText("type")).containsExactly("MX", "A", "AAAA");
    assertThat(json.at("/answers/0/records/1").asText()).isEqualTo("20 mx2.example.net");
    assertThat(json.at("/answers/0/ttl").asLong()).isEqualTo(240_000);
    assertThat(json.at("/answers/0/authentic").asBoolean()).isTrue();
    assertThat(json.at("/answers/2/kind").asText()).isEqualTo("NO_DATA");
    assertThat(shell.run("mail:dns-lookup x.example --type TLSA --json").json().at("/answers/0/records/0").asText())
        .isEqualTo("3 1 1 00ff");
    assertThat(shell.run("mail:dns-lookup x.example --type TXT --json").json().at("/answers/0/records/0").asText())
        .isEqualTo("v=spf1 mx -all");
  }

  @Test
  void statisticsHaveTheNamesThatScriptsOfOldSystemsKnow() {
    JsonNode json = shell.run("mail:dns-cache --json --limit 1").json();

    assertThat(json.get("cache_hits").asLong()).isEqualTo(950);
    assertThat(json.get("cache_misses").asLong()).isEqualTo(50);
    assertThat(json.get("hit_ratio").asDouble()).isEqualTo(95.0);
    assertThat(json.get("cache_size").asInt()).isEqualTo(3);
    assertThat(json.get("errors").asInt()).isEqualTo(1);
    assertThat(json.get("latency_p99").asInt()).isEqualTo(64);
    assertThat(json.get("answers")).hasSize(1);
  }

  @Test
  void flushesNamesOrAll() {
    assertThat(shell.run("mail:dns-flush mx1.example.net example.net").text()).isEqualTo("forgot 3 answers\n");
    assertThat(shell.run("mail:dns-flush --json").json().get("flushed").asInt()).isEqualTo(3);
    assertThat(shell.complete(CachedNameCompleter.class, "mx")).containsExactly("mx1.example.net");
    assertThat(shell.complete("mail:dns-flush example.net --")).contains("--json");
  }

  @Test
  void prewarmsNamedDomainsOrTheConfiguredOnes() {
    assertThat(shell.run("mail:dns-prewarm --json").json().at("/domains/0/domain").asText()).isEqualTo("example.net");
    assertThat(shell.run("mail:dns-prewarm a.example b.example").lines()).hasSize(3);
  }

  @Test
  void explainsLocalMail() {
    assertThat(shell.run("mail:explain alice@localhost").lines())
        .containsExactly(
            "alice@localhost goes to maildir:localhost",
            "limits      3 of 7 attempts under way (1 slow; at most 10)",
            "breaker     closed",
            "waiting     0 recipients on this route",
            "why         localhost is one of localDomains in karamail.routing");
  }

  @Test
  void explainsTheSmartHostAndKeepsItsPassword() {
    String text = shell.run("mail:explain bob@by-relay.example").text();

    assertThat(text).contains("goes to smtp:@relay", "tls         verify, as the route demands", "user        me").doesNotContain("s3cret");
    assertThat(shell.run("mail:explain bob@by-relay.example --json").text()).doesNotContain("s3cret");
  }

  @Test
  void explainsWhatFailsAndWhatWaits() {
    assertThat(shell.run("mail:explain bob@never.example").text())
        .contains("goes to smtp:never.example and fails: 550 5.1.2 The recipient's domain does not exist");
    assertThat(shell.run("mail:explain bob@broken.example").text())
        .contains("goes to smtp:broken.example and waits: DNS: MX of broken.example: SERVER_FAILURE");
  }

  @Test
  void explainsLimitsAndBreakersAndNeverRawly() {
    assertThat(shell.run("mail:explain bob@example.net").lines())
        .contains(
            "limits      3 of 7 attempts under way (1 slow; at most 10); 10 connections to a host",
            "breaker     closed",
            "tls         opportunistic, as karamail.outbound says");
    assertThat(shell.run("mail:explain bob@broken.example").text())
        .contains("breaker     open: nothing is tried for 42 s; 10 failures in a row, the last one: TIMEOUT: at the greeting\\x1B")
        .doesNotContain("\u001b");
    JsonNode limits = shell.run("mail:explain bob@broken.example --json").json().get("limits");
    assertThat(limits.get("breaker").asText()).isEqualTo("OPEN");
    assertThat(limits.get("pause").asLong()).isEqualTo(42_000);
    assertThat(limits.get("connectionsPerHost").asInt()).isEqualTo(10);
  }

  @Test
  void explainsAsJson() {
    store.put(
        Samples.message(
            Duration.ofMinutes(5),
            "alice@example.org",
            100,
            Samples.deferred(0, "bob@example.net", 3, Duration.ofMinutes(4), "Try again later")),
        "Subject: x\r\n",
        "");

    JsonNode json = shell.run("mail:explain bob@example.net --json").json();

    assertThat(json.get("route").asText()).isEqualTo("smtp:example.net");
    assertThat(json.get("strangers").asBoolean()).isFalse();
    assertThat(json.get("hosts").findValuesAsText("name")).containsExactly("mx1.example.net", "mx2.example.net");
    assertThat(json.at("/hosts/1/addresses/0").asText()).isEqualTo("[2001:db8:0:0:0:0:0:9]:25");
    assertThat(json.get("refused").isNull()).isTrue();
    assertThat(json.get("why")).hasSize(1);
    assertThat(shell.run("mail:explain bob@broken.example --json").json().get("temporary").asText()).startsWith("DNS: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail:dns-lookup x.example", "mail:dns-cache", "mail:dns-flush", "mail:dns-prewarm x.example"})
  void withoutAResolverEachSaysSo(String command) {
    try (KarafShell alone = new KarafShell(clock)) {
      assertThat(alone.run(command))
          .matches(outcome -> outcome.status() != 0)
          .matches(outcome -> outcome.text().contains("there is no resolver"));
    }
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(shell.run("mail:explain nobody").text()).contains("'nobody' is no address; expected local-part@domain");
    assertThat(shell.run("mail:explain bob@[192.0.2.3]").text()).contains("say one address", "quote one that holds [");
    try (KarafShell alone = new KarafShell(clock)) {
      assertThat(alone.run("mail:explain a@b.example").text()).contains("there is no routing");
    }
  }
}
