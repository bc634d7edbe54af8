package org.karamail.plugin.antispam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Finding;
import org.karamail.hook.HookFault;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.ForeignDaemon;
import org.karamail.testkit.MovableClock;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.net.ClosedPort;

class RspamdTest {

  @TempDir static Path folder;
  private static ForeignDaemon rspamd;

  private final HookHarness harness = HookHarness.create();

  @BeforeAll
  static void start() {
    rspamd = Rspamd.start(folder);
  }

  @AfterAll
  static void stop() {
    if (rspamd != null) {
      rspamd.close();
    }
  }

  @Test
  void withoutServersItDoesNothing() {
    ask(new Antispam(Map.of()), Samples.GTUBE).proceeds();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theScoreDecidesOverTcpAndUnixSocketsAlike(boolean unix) {
    Antispam plugin = new Antispam(Map.of("servers", unix ? rspamd.unix() : rspamd.tcp()));

    assertThat(ask(plugin, Samples.HAM).proceeds().edits()).isEmpty();
    ask(plugin, Samples.SEVEN).proceeds().adds("X-Spam-Flag", "YES");
    ask(plugin, Samples.GTUBE).rejects("5.7.1").saying("This message looks like spam");
  }

  @Test
  void theScannerKnowsTheEnvelopeAndTheClientAndItsSymbolsAreHandedOn() {
    assertThat(ask(with(Map.of()), Samples.SEVEN).verdict().findings())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.Spam.class,
            spam -> {
              assertThat(spam.score()).isEqualTo(8);
              assertThat(spam.required()).isEqualTo(15);
              assertThat(spam.symbols()).containsExactlyInAnyOrder("KARAMAIL_SEVEN", "KARAMAIL_ENVELOPE");
            });
  }

  @Test
  void eachThresholdHasItsAction() {
    ask(with(Map.of("quarantineAt", "7")), Samples.SEVEN).quarantines().adds("X-Spam-Flag", "YES");
    ask(with(Map.of("rejectAt", "7")), Samples.SEVEN).rejects("5.7.1");
    ask(with(Map.of("rejectAt", "off", "quarantineAt", "off")), Samples.GTUBE).proceeds().adds("X-Spam-Flag", "YES");
    assertThat(ask(with(Map.of("markAt", "off")), Samples.SEVEN).proceeds().edits()).isEmpty();
  }

  @Test
  void whatIsGreylistedIsTakenWhenItComesAgainAfterTheDelay() {
    MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    Antispam plugin =
        new Antispam(Map.of("servers", rspamd.tcp(), "greylistAt", "4", "greylistDelay", "5m"), clock);

    ask(plugin, Samples.FIVE).defers("4.7.1");
    clock.move(Duration.ofMinutes(4));
    ask(plugin, Samples.FIVE).defers("4.7.1");
    clock.move(Duration.ofMinutes(2));
    ask(plugin, Samples.FIVE).proceeds();
    ask(plugin, Samples.FIVE.withoutSession()).proceeds();
  }

  @Test
  void whoWasPutOffBeforeARestartIsTakenAfterIt(@TempDir Path data) {
    MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    Map<String, Object> greylisting = Map.of("servers", rspamd.tcp(), "greylistAt", "4", "greylistDelay", "5m");
    Antispam before = new Antispam(greylisting, clock);
    askIn(data, before, Samples.FIVE).defers("4.7.1");
    before.deactivate();
    clock.move(Duration.ofMinutes(5));

    Antispam after = new Antispam(greylisting, clock);
    askIn(data, after, Samples.FIVE).proceeds();
    after.deactivate();
    clock.move(Duration.ofHours(25));
    askIn(data, new Antispam(greylisting, clock), Samples.FIVE).defers("4.7.1");
  }

  @Test
  void whatRspamdWouldDoIsDoneWhenItIsObeyed() {
    Map<String, String> noThresholds = Map.of("markAt", "off", "rejectAt", "off", "obey", "true");
    ask(with(noThresholds), Samples.GTUBE).rejects("5.7.1");
    ask(with(noThresholds), Samples.SEVEN).proceeds().adds("X-Spam-Flag", "YES");
    ask(with(noThresholds), Samples.FIVE).defers("4.7.1");
    ask(with(noThresholds), Samples.HAM).proceeds();
  }

  @Test
  void forgedMarksAreRemoved() {
    IncomingView forged = IncomingView.sample().headers("X-Spam-Flag: NO\r\nX-Spam-Status: No\r\nSubject: x\r\n\r\n");
    assertThat(ask(with(Map.of()), forged).proceeds().edits())
        .isEqualTo(List.of(new Edit.RemoveFields("X-Spam-Flag"), new Edit.RemoveFields("X-Spam-Status")));
  }

  @Test
  void aLargeMessageIsStreamedAndOneBeyondTheLimitPassesUnscanned() {
    IncomingView large = Samples.SEVEN.body("All work and no play makes a dull mail.\r\n".repeat(30_000));
    ask(with(Map.of("maxSize", "2MB")), large).proceeds().adds("X-Spam-Flag", "YES");
    assertThat(ask(with(Map.of("maxSize", "1MB")), large).proceeds().verdict().findings()).isEmpty();
  }

  @Test
  void anAbsentRspamdIsAFaultAndTheNextOneOfTheListIsAsked() {
    try (ClosedPort absent = ClosedPort.hold()) {
      ask(new Antispam(Map.of("servers", absent.text())), Samples.HAM).faults(HookFault.Kind.EXCEPTION);
      ask(new Antispam(Map.of("servers", absent.text() + "," + rspamd.tcp())), Samples.GTUBE).rejects("5.7.1");
    }
  }

  @Test
  void anRspamdThatHangsIsAFaultWithinTheTimeOut() {
    rspamd.program().freeze();
    try {
      ask(with(Map.of("timeout", "300ms")), Samples.HAM).faults(HookFault.Kind.EXCEPTION);
    } finally {
      rspamd.program().thaw();
    }
  }

  private static Asked askIn(Path data, Antispam plugin, IncomingMessage mail) {
    return HookHarness.in(data).ask(HookPoints.ON_ANTISPAM_SCAN, plugin, mail);
  }

  private Asked ask(Antispam plugin, IncomingMessage mail) {
    return harness.ask(HookPoints.ON_ANTISPAM_SCAN, plugin, mail);
  }

  private static Antispam with(Map<String, String> configuration) {
    Map<String, Object> all = new HashMap<>(configuration);
    all.put("servers", rspamd.tcp());
    return new Antispam(all);
  }
}
