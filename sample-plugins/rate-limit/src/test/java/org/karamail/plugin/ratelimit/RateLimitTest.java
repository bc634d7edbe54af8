package org.karamail.plugin.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.guard.GuardStatistics.Sharing;
import org.karamail.guard.internal.GuardComponent;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.ShippedConfiguration;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.MailFromView;
import org.karamail.testkit.hook.RateLimitView;
import org.karamail.testkit.hook.RcptToView;
import org.karamail.testkit.hook.RecordedMetrics;
import org.karamail.testkit.hook.SessionView;
import org.karamail.testkit.net.FreePort;

class RateLimitTest {

  private final HookHarness harness = HookHarness.create();
  private final List<GuardComponent> guards = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    guards.forEach(GuardComponent::deactivate);
  }

  @Test
  void nothingIsLimitedUntilARateIsSet() {
    RateLimit plugin = plugin(Map.of());

    IntStream.range(0, 1_000).forEach(i -> ask(plugin, connectionFrom("192.0.2.1")).proceeds());
  }

  @Test
  void aClientThatConnectsTooOftenIsClosedUntilLaterAndOthersAreNot() {
    RateLimit plugin = plugin(Map.of("clientConnections", "2/1h"));
    ask(plugin, connectionFrom("192.0.2.1")).proceeds();
    ask(plugin, connectionFrom("192.0.2.1")).proceeds();

    Asked refused = ask(plugin, connectionFrom("192.0.2.1")).defers("4.7.1").closing();
    refused.saying("Too many connections from your address; try again in 60 min");
    assertThat(refused.verdict().reply()).hasValueSatisfying(reply -> assertThat(reply.code()).isEqualTo(421));
    ask(plugin, connectionFrom("192.0.2.2")).proceeds();
  }

  @Test
  void theHostsOfAnIpv6CustomerAreOneClientAndTheHostsOfANetworkAreCountedTogether() {
    RateLimit clients = plugin(Map.of("clientConnections", "1/1h"));
    ask(clients, connectionFrom("2001:db8:1:2::1")).proceeds();
    ask(clients, connectionFrom("2001:db8:1:2:ffff::9")).defers("4.7.1");
    ask(clients, connectionFrom("2001:db8:1:3::1")).proceeds();

    RateLimit networks = plugin(Map.of("networkConnections", "1/1h", "networkIpv4Prefix", "16"));
    ask(networks, connectionFrom("198.51.100.1")).proceeds();
    ask(networks, connectionFrom("198.51.7.7")).defers("4.7.1").saying("Too many connections from your network; try again in 60 min");
    ask(networks, connectionFrom("198.52.7.7")).proceeds();
  }

  @Test
  void aSenderIsOneHoweverItIsSpelledAndItsDomainIsCountedApart() {
    RateLimit plugin = plugin(Map.of("senderMessages", "1/1h", "senderDomainMessages", "3/1h"));
    ask(plugin, mailFrom("ann@example.org")).proceeds();
    ask(plugin, mailFrom("Ann@EXAMPLE.org")).defers("4.7.1").saying("Too many messages from this sender; try again in 60 min");
    ask(plugin, mailFrom("bob@example.org")).proceeds();
    ask(plugin, mailFrom("carol@example.org")).proceeds();
    ask(plugin, mailFrom("dave@example.org")).defers("4.7.1");
    ask(plugin, mailFrom("ann@example.net")).proceeds();
  }

  @Test
  void theNullSenderHasNoLimitOfItsOwn() {
    RateLimit plugin = plugin(Map.of("senderMessages", "1/1h", "senderDomainMessages", "1/1h"));

    IntStream.range(0, 20).forEach(i -> ask(plugin, mailFrom("")).proceeds());
  }

  @Test
  void recipientsBeyondTheLimitAreDeferredAndWhatIsRefusedCostsNobodyElse() {
    RateLimit plugin = plugin(Map.of("clientRecipients", "3/1h", "recipientMessages", "1/1h"));
    ask(plugin, rcpt("bob@local.example")).proceeds();
    ask(plugin, rcpt("BOB@local.example")).defers("4.7.1").saying("Too many messages for this recipient; try again in 60 min");
    ask(plugin, rcpt("carol@local.example")).proceeds();
    ask(plugin, rcpt("dave@local.example")).proceeds();
    ask(plugin, rcpt("erin@local.example")).defers("4.7.1").saying("Too many recipients from your address; try again in 60 min");
  }

  @Test
  void whoHasAuthenticatedIsCountedByAccountFromWhereverTheyCome() {
    RateLimit plugin = plugin(Map.of("userMessages", "1/1m"));
    ask(plugin, mailIn(SessionView.sample().from("192.0.2.1").authenticated("ann"))).proceeds();
    ask(plugin, mailIn(SessionView.sample().from("192.0.2.2").authenticated("ann"))).defers("4.7.1");
    ask(plugin, mailIn(SessionView.sample().from("192.0.2.2").authenticated("bob"))).proceeds();
    ask(plugin, mailIn(SessionView.sample())).proceeds();
  }

  @Test
  void exemptAddressesAreNotLimitedByAddressButTheirSendersAre() {
    RateLimit plugin =
        plugin(Map.of("clientConnections", "1/1h", "senderMessages", "1/1h", "exempt", "192.0.2.0/24, 2001:db8::/32"));
    IntStream.range(0, 5).forEach(i -> ask(plugin, connectionFrom("192.0.2.9")).proceeds());
    ask(plugin, mailFrom("ann@example.org")).proceeds();
    ask(plugin, mailFrom("ann@example.org")).defers("4.7.1");
  }

  @Test
  void severalWindowsHoldTogetherAndABurstHoldsWithinThem() {
    RateLimit plugin = plugin(Map.of("clientMessages", "10/1h burst 2, 3/1d"));
    ask(plugin, mailFrom("ann@example.org")).proceeds();
    ask(plugin, mailFrom("ann@example.org")).proceeds();
    ask(plugin, mailFrom("ann@example.org")).defers("4.7.1").saying("Too many messages from your address; try again in 6 min");
  }

  @Test
  void aChangeHoldsAtOnceAndABadOneLeavesTheLastGoodOne() {
    RateLimit plugin = plugin(Map.of());
    plugin.modified(Map.of("clientConnections", "1/1h"));
    ask(plugin, connectionFrom("192.0.2.1")).proceeds();
    plugin.modified(Map.of("clientConnections", "many"));

    ask(plugin, connectionFrom("192.0.2.1")).defers("4.7.1");
  }

  @ParameterizedTest
  @CsvSource({"senderMessages, 10", "exempt, localhost", "clientIpv6Prefix, 129", "networkIpv4Prefix, 0", "userRecipients, 1/1y", "clientMessages, 60/1m burst 61"})
  void aBadValueIsNamedWithItsKeyAndWhatWouldBeAccepted(String key, String value) {
    assertThatThrownBy(() -> plugin(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.ratelimit: " + key + " = '" + value)
        .hasMessageContaining("accepted: ");
  }

  @Test
  void whatWasRefusedIsCounted() {
    RateLimit plugin = plugin(Map.of("clientConnections", "1/1h"));
    IntStream.range(0, 4).forEach(i -> ask(plugin, connectionFrom("192.0.2.1")));
    RecordedMetrics metrics = new RecordedMetrics();
    harness.ask(HookPoints.ON_METRICS_COLLECT, plugin, metrics);

    assertThat(metrics.value("exceeded_total", Map.of("limit", "clientConnections"))).contains(3.0);
  }

  @Test
  void twoNodesShareTheirLimitsThroughRedisAndGoOnWithoutIt() {
    int port = FreePort.find();
    RateLimit one;
    RateLimit other;
    try (ForeignProgram redis = ForeignProgram.start(folder, "redis-server", "--port", "" + port, "--save", "")) {
      redis.awaitPort(port);
      Map<String, Object> shared = Map.of("redis", "127.0.0.1:" + port, "redisTimeout", "5s");
      one = new RateLimit(guard(shared), Map.of("clientConnections", "5/1d"));
      other = new RateLimit(guard(shared), Map.of("clientConnections", "5/1d"));
      await("both nodes share").until(() -> guards.stream().allMatch(guard -> guard.statistics().sharing() == Sharing.SHARED));

      assertThat(passed(one, 3)).isEqualTo(3);
      assertThat(passed(other, 3)).isEqualTo(2);
      assertThat(passed(one, 3)).isZero();
    }
    assertThat(passed(one, 9)).isEqualTo(2);
    assertThat(passed(other, 9)).isEqualTo(3);
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(RateLimitSettings.PID)
        .documents(RateLimitConfiguration.class, RateLimitSettings::read);
  }

  private int passed(RateLimit plugin, int tries) {
    return (int)
        IntStream.range(0, tries)
            .filter(i -> ask(plugin, connectionFrom("192.0.2.1")).verdict().kind() == Verdict.Kind.PROCEED)
            .count();
  }

  private RateLimit plugin(Map<String, Object> properties) {
    return new RateLimit(guard(Map.of()), new HashMap<>(properties));
  }

  private GuardComponent guard(Map<String, Object> properties) {
    GuardComponent guard = new GuardComponent(properties);
    guards.add(guard);
    return guard;
  }

  private Asked ask(RateLimit plugin, RateLimitCheck check) {
    return harness.ask(HookPoints.ON_RATE_LIMIT_CHECK, plugin, check);
  }

  private static RateLimitCheck connectionFrom(String ip) {
    RateLimitView view = RateLimitView.connecting();
    return new RateLimitView(SessionView.sample().from(ip), view.stage(), view.mail(), view.recipient());
  }

  private static RateLimitCheck mailFrom(String sender) {
    return RateLimitView.mail(MailFromView.sample().from(sender));
  }

  private static RateLimitCheck mailIn(SessionView session) {
    return RateLimitView.mail(MailFromView.sample().in(session));
  }

  private static RateLimitCheck rcpt(String recipient) {
    return RateLimitView.recipient(RcptToView.sample().to(recipient));
  }
}
