package org.karamail.plugin.securitysuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.guard.internal.GuardComponent;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Finding;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.MovableClock;
import org.karamail.testkit.ShippedConfiguration;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.DisconnectView;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.MailFromView;
import org.karamail.testkit.hook.RateLimitView;
import org.karamail.testkit.hook.RcptToView;
import org.karamail.testkit.hook.RecordedMetrics;
import org.karamail.testkit.hook.SessionView;

class SecuritySuiteTest {

  private final MovableClock clock = MovableClock.standing();
  private final GuardComponent guard = new GuardComponent(Map.of());
  private final HookHarness harness = HookHarness.create();

  @AfterEach
  void stop() {
    guard.deactivate();
  }

  @Test
  void asShippedItCountsAndRefusesNobody() {
    SecuritySuite suite = suite(Map.of());
    IntStream.range(0, 50).forEach(i -> visit(suite, 3, 0));
    connect(suite).proceeds();
    rcpt(suite, "bob@local.example").proceeds();

    assertThat(figure(suite, "connections_total", Map.of())).isEqualTo(50);
  }

  @Test
  void eachStepHasItsThreshold() {
    SecuritySuite suite = suite(Map.of("connections", "2/1d", "messages", "1/1d", "recipients", "3/1d"));
    assertThat(IntStream.range(0, 5).filter(i -> passes(suite, RateLimitView.connecting()))).hasSize(2);
    assertThat(IntStream.range(0, 5).filter(i -> passes(suite, RateLimitView.mail(MailFromView.sample())))).hasSize(1);
    assertThat(IntStream.range(0, 5).filter(i -> passes(suite, RateLimitView.recipient(RcptToView.sample())))).hasSize(3);

    limit(suite, RateLimitView.connecting()).defers("4.7.1").closing();
    assertThat(figure(suite, "refused_total", Map.of("by", "limit"))).isEqualTo(3 + 4 + 2 + 1);
  }

  @Test
  void strangersStayAwayForTheDelayAndAreForgottenAfterTheTtl() {
    SecuritySuite suite = suite(Map.of("greylistDelay", "5m", "greylistTtl", "2h"));
    rcpt(suite, "bob@local.example").defers("4.7.1").saying("Greylisted: we have not met; try again in 300 s");
    clock.move(Duration.ofMinutes(4));
    rcpt(suite, "bob@local.example").defers("4.7.1").saying("Greylisted: we have not met; try again in 60 s");
    clock.move(Duration.ofMinutes(1));
    rcpt(suite, "bob@local.example").proceeds();
    clock.move(Duration.ofMinutes(90));
    rcpt(suite, "Bob@Local.example").proceeds();
    clock.move(Duration.ofMinutes(121));
    rcpt(suite, "bob@local.example").defers("4.7.1");
    assertThat(figure(suite, "greylist_entries", Map.of())).isEqualTo(1);
  }

  @Test
  void whatOneHookLearnsAnotherOneUses() {
    SecuritySuite suite = suite(Map.of("messages", "1/1d", "deferFrom", "15", "scoreHalfLife", "1h"));
    connect(suite).proceeds();
    IntStream.range(0, 4).forEach(i -> limit(suite, RateLimitView.mail(MailFromView.sample())));

    Asked refused = connect(suite).defers("4.7.1").closing();
    assertThat(refused.verdict().findings()).containsExactly(new Finding.Reputation(15, List.of("own experience")));
    harness.ask(HookPoints.ON_REPUTATION_CHECK, suite, SessionView.sample().trusted()).proceeds();
    harness.ask(HookPoints.ON_REPUTATION_CHECK, suite, SessionView.sample().from("192.0.2.99")).proceeds();
    clock.move(Duration.ofHours(1));
    connect(suite).proceeds();
  }

  @Test
  void goodMailRaisesAClientAndIdleAndEarlyOnesSink() {
    SecuritySuite suite = suite(Map.of());
    visit(suite, 9, 3);
    assertThat(score(suite)).isEqualTo(-6);
    disconnect(suite, SessionView.sample().early(), 2, 0);
    assertThat(score(suite)).isEqualTo(15);
  }

  @Test
  void connectionsAreFollowedFromTheirBeginningToTheirEnd() {
    SecuritySuite suite = suite(Map.of());
    harness.ask(HookPoints.ON_CONNECT, suite, SessionView.sample()).proceeds();
    assertThat(figure(suite, "open_connections", Map.of())).isEqualTo(1);
    disconnect(suite, SessionView.sample(), 7, 2);

    assertThat(figure(suite, "open_connections", Map.of())).isZero();
    assertThat(figure(suite, "connections_total", Map.of())).isEqualTo(1);
    assertThat(figure(suite, "messages_total", Map.of())).isEqualTo(2);
    assertThat(figure(suite, "commands_total", Map.of())).isEqualTo(7);
    assertThat(figure(suite, "connection_seconds_total", Map.of())).isEqualTo(1.5);
    assertThat(figure(suite, "ended_total", Map.of("reason", "quit"))).isEqualTo(1);
  }

  @Test
  void itsTablesStayBounded() {
    SecuritySuite suite = suite(Map.of("greylistDelay", "5m", "maxEntries", "1000"));
    IntStream.range(0, 3_000).forEach(i -> rcpt(suite, "r" + i + "@local.example"));
    IntStream.range(0, 3_000)
        .forEach(i -> disconnect(suite, SessionView.sample().from("10.0." + i / 250 + "." + i % 250), 1, 0));

    assertThat(figure(suite, "greylist_entries", Map.of())).isEqualTo(1_000);
    assertThat(figure(suite, "scored_clients", Map.of())).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource({"connections, fast", "greylistDelay, 2d", "greylistTtl, 1s", "deferFrom, 0", "scoreIdle, 101", "maxEntries, 1"})
  void aBadValueIsNamedAndLeavesTheLastGoodOnes(String key, String value) {
    assertThatThrownBy(() -> suite(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.securitysuite: " + key + " = '" + value)
        .hasMessageContaining("accepted: ");
    SecuritySuite suite = suite(Map.of("connections", "1/1d"));
    suite.modified(Map.of(key, value));

    limit(suite, RateLimitView.connecting()).proceeds();
    limit(suite, RateLimitView.connecting()).defers("4.7.1");
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(SuiteSettings.PID).documents(SuiteConfiguration.class, SuiteSettings::read);
  }

  private SecuritySuite suite(Map<String, Object> properties) {
    return new SecuritySuite(guard, properties, clock);
  }

  private void visit(SecuritySuite suite, int commands, int messages) {
    harness.ask(HookPoints.ON_CONNECT, suite, SessionView.sample()).proceeds();
    disconnect(suite, SessionView.sample(), commands, messages);
  }

  private void disconnect(SecuritySuite suite, SessionView session, int commands, int messages) {
    Disconnect end = new DisconnectView(session, Duration.ofMillis(1_500), commands, messages, Disconnect.Reason.QUIT);
    harness.ask(HookPoints.ON_DISCONNECT, suite, end);
  }

  private Asked connect(SecuritySuite suite) {
    return harness.ask(HookPoints.ON_REPUTATION_CHECK, suite, SessionView.sample());
  }

  private Asked limit(SecuritySuite suite, RateLimitView view) {
    return harness.ask(HookPoints.ON_RATE_LIMIT_CHECK, suite, view);
  }

  private boolean passes(SecuritySuite suite, RateLimitView view) {
    return limit(suite, view).verdict().reply().isEmpty();
  }

  private Asked rcpt(SecuritySuite suite, String recipient) {
    return harness.ask(HookPoints.ON_GREYLIST_CHECK, suite, RcptToView.sample().to(recipient));
  }

  private int score(SecuritySuite suite) {
    return ((Finding.Reputation) connect(suite).verdict().findings().get(0)).score();
  }

  private double figure(SecuritySuite suite, String name, Map<String, String> labels) {
    RecordedMetrics metrics = new RecordedMetrics();
    harness.ask(HookPoints.ON_METRICS_COLLECT, suite, metrics);
    return metrics.value(name, labels).orElseThrow();
  }
}
