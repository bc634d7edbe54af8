package org.karamail.plugin.greylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.hook.CheckResult;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.model.MailDomain;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.MovableClock;
import org.karamail.testkit.ShippedConfiguration;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.MailFromView;
import org.karamail.testkit.hook.RcptToView;
import org.karamail.testkit.hook.RecordedMetrics;
import org.karamail.testkit.hook.SessionView;

class GreylistTest {

  private static final Map<String, Object> ON = Map.of("enabled", "true");

  @TempDir Path folder;

  private final MovableClock clock = MovableClock.standing();
  private Greylist plugin = new Greylist(ON, clock);

  @BeforeEach
  void start() {
    plugin = new Greylist(ON, clock);
  }

  @AfterEach
  void stop() {
    plugin.deactivate();
  }

  @Test
  void nobodyIsGreylistedUntilItIsSwitchedOn() {
    plugin.modified(Map.of());

    mail("192.0.2.1", "ann@example.org", "bob@local.example").proceeds();
  }

  @Test
  void aStrangerStaysAwayForTheDelayAndIsToldHowLong() {
    mail().defers("4.7.1").saying("Greylisted: we have not met; try again in 5 min");
    clock.move(Duration.ofMinutes(4));
    mail().defers("4.7.1").saying("Greylisted: we have not met; try again in 60 s");
    clock.move(Duration.ofMinutes(1));
    mail().proceeds();
    mail().proceeds();
  }

  @Test
  void anotherHostOfTheSameNetworkMayComeBackButNotAnotherNetworkSenderOrRecipient() {
    mail("192.0.2.1", "ann@example.org", "bob@local.example").defers("4.7.1");
    clock.move(Duration.ofMinutes(6));

    mail("198.51.100.1", "ann@example.org", "bob@local.example").defers("4.7.1");
    mail("192.0.2.1", "eve@example.org", "bob@local.example").defers("4.7.1");
    mail("192.0.2.1", "ann@example.org", "carol@local.example").defers("4.7.1");
    mail("192.0.2.99", "Ann@Example.org", "Bob@local.example").proceeds();
  }

  @Test
  void whoComesBackTooLateIsAStrangerAgain() {
    mail().defers("4.7.1");
    clock.move(Duration.ofDays(2).plusSeconds(1));
    mail().defers("4.7.1");
  }

  @Test
  void whoCameBackIsRememberedAsLongAsItIsSeenNowAndThen() {
    befriend();
    for (int i = 0; i < 5; i++) {
      clock.move(Duration.ofDays(30));
      mail().proceeds();
    }
    clock.move(Duration.ofDays(37));
    mail().defers("4.7.1");
  }

  @Test
  void aNetworkThatCameBackForFiveTripletsIsAFriendOfEverybodys() {
    for (int i = 0; i < 5; i++) {
      mail("192.0.2.1", "sender" + i + "@example.org", "bob@local.example").defers("4.7.1");
    }
    clock.move(Duration.ofMinutes(5));
    for (int i = 0; i < 5; i++) {
      mail("192.0.2.1", "new" + i + "@example.org", "bob@local.example").defers("4.7.1");
      mail("192.0.2.1", "sender" + i + "@example.org", "bob@local.example").proceeds();
    }
    mail("192.0.2.7", "another@example.net", "carol@local.example").proceeds();
    mail("192.0.3.7", "another@example.net", "carol@local.example").defers("4.7.1");
  }

  @Test
  void aRetryThatComesTooEarlyDoesNotMakeFriends() {
    IntStream.range(0, 20).forEach(i -> mail().defers("4.7.1"));
    mail("192.0.2.1", "another@example.net", "carol@local.example").defers("4.7.1");
  }

  @Test
  void aSenderWhoseDomainNamesTheClientPassesAtOnceUnlessThatIsSwitchedOff() {
    spf(CheckResult.Value.PASS).proceeds();
    spf(CheckResult.Value.FAIL).defers("4.7.1");
    spf(CheckResult.Value.TEMPERROR).defers("4.7.1");

    plugin.modified(Map.of("enabled", "true", "spfPass", "false"));
    spf(CheckResult.Value.PASS).defers("4.7.1");
  }

  @Test
  void whoMayRelayAndWhoIsExemptIsNeverAskedToWait() {
    plugin.modified(
        Map.of("enabled", "true", "exempt", "198.51.100.0/24", "exemptRecipients", "postmaster@, vip@local.example, open.example"));
    ask(MailFromView.sample().in(SessionView.sample().trusted()), "bob@local.example").proceeds();
    mail("198.51.100.77", "ann@example.org", "bob@local.example").proceeds();
    mail("192.0.2.1", "ann@example.org", "Postmaster@local.example").proceeds();
    mail("192.0.2.1", "ann@example.org", "VIP@local.example").proceeds();
    mail("192.0.2.1", "ann@example.org", "any@open.example").proceeds();
    mail("192.0.2.1", "ann@example.org", "bob@local.example").defers("4.7.1");
  }

  @Test
  void theNullSenderIsGreylistedLikeAnybody() {
    mail("192.0.2.1", "", "bob@local.example").defers("4.7.1");
    clock.move(Duration.ofMinutes(5));
    mail("192.0.2.1", "", "bob@local.example").proceeds();
  }

  @Test
  void whatWasLearnedSurvivesARestart() {
    befriend();
    mail("192.0.2.1", "waiting@example.org", "bob@local.example").defers("4.7.1");
    clock.move(Duration.ofMinutes(5));
    restart();

    mail().proceeds();
    mail("192.0.2.1", "waiting@example.org", "bob@local.example").proceeds();
  }

  @Test
  void aProcessThatIsKilledHasForgottenNothing() {
    befriend();
    Greylist killed = plugin; // never deactivated
    plugin = new Greylist(ON, clock);

    mail().proceeds();
    killed.deactivate();
  }

  @Test
  void tornAndSpoiltLinesAreSkippedAndWhatIsWrittenBehindThemCounts() throws IOException {
    befriend();
    Path journal = folder.resolve("greylist.journal");
    String whole = Files.readString(journal);
    String last = whole.strip().lines().reduce((one, other) -> other).orElseThrow();
    Files.writeString(
        journal,
        "\0\0\0\nrubbish\n" + "x".repeat(500_000) + "\n" + last.replace(' ', '\t') + "\n" + whole + last.substring(0, 40),
        StandardOpenOption.TRUNCATE_EXISTING);
    restart();
    mail().proceeds();

    mail("203.0.113.1", "late@example.org", "bob@local.example").defers("4.7.1");
    clock.move(Duration.ofMinutes(5));
    restart();
    mail("203.0.113.1", "late@example.org", "bob@local.example").proceeds();
  }

  @Test
  void theBookAndItsJournalStayBounded() throws IOException {
    plugin.modified(Map.of("enabled", "true", "maxEntries", "1000"));
    for (int i = 0; i < 30_000; i++) {
      mail("192.0.2.1", "s" + i + "@example.org", "bob@local.example").defers("4.7.1");
    }
    assertThat(entries()).isEqualTo(1_000);
    try (var lines = Files.lines(folder.resolve("greylist.journal"))) {
      assertThat(lines.count()).isLessThan(12_100);
    }
    clock.move(Duration.ofMinutes(5));
    restart();
    plugin.modified(Map.of("enabled", "true", "maxEntries", "1000"));
    mail("192.0.2.1", "s29999@example.org", "bob@local.example").proceeds();
    mail("192.0.2.1", "s1@example.org", "bob@local.example").defers("4.7.1");
  }

  @Test
  void aDiskThatTakesNothingStopsNobody() throws IOException {
    Files.createDirectory(folder.resolve("greylist.journal"));

    mail().defers("4.7.1");
    clock.move(Duration.ofMinutes(5));
    mail().proceeds();
  }

  @Test
  void aClockThatIsSetBackAsksNobodyToWaitForYears() {
    mail().defers("4.7.1");
    clock.move(Duration.ofDays(-400));

    mail().defers("4.7.1").saying("Greylisted: we have not met; try again in 5 min");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"enabled | yes", "delay | 2d", "exempt | host.example", "exemptRecipients | @", "whitelistAfter | -1", "ipv4Prefix | 4"})
  void aBadValueIsNamedAndLeavesTheLastGoodOnes(String key, String value) {
    assertThatThrownBy(() -> new Greylist(Map.of(key, value), clock))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.greylist: " + key + " = '" + value)
        .hasMessageContaining("accepted: ");
    Map<String, Object> bad = new HashMap<>(ON);
    bad.put(key, value);
    plugin.modified(bad);

    mail().defers("4.7.1");
  }

  @Test
  void aDelayAsLongAsTheWindowIsRefused() {
    assertThatThrownBy(() -> new Greylist(Map.of("delay", "2h", "window", "1h"), clock)).hasMessageContaining("window");
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(GreylistSettings.PID).documents(GreylistConfiguration.class, GreylistSettings::read);
  }

  private void befriend() {
    mail().defers("4.7.1");
    clock.move(Duration.ofMinutes(5));
    mail().proceeds();
  }

  private void restart() {
    plugin.deactivate();
    plugin = new Greylist(ON, clock);
  }

  private double entries() {
    RecordedMetrics metrics = new RecordedMetrics();
    HookHarness.in(folder).ask(HookPoints.ON_METRICS_COLLECT, plugin, metrics);
    return metrics.value("entries", Map.of()).orElseThrow();
  }

  private Asked spf(CheckResult.Value value) {
    MailDomain domain = MailDomain.parse("example.org").orElseThrow();
    return ask(MailFromView.sample().checked(new CheckResult.Spf(value, domain, "")), "bob@local.example");
  }

  private Asked mail() {
    return mail("192.0.2.1", "ann@example.org", "bob@local.example");
  }

  private Asked mail(String client, String sender, String recipient) {
    return ask(MailFromView.sample().in(SessionView.sample().from(client)).from(sender), recipient);
  }

  private Asked ask(MailFromView mail, String recipient) {
    return HookHarness.in(folder).ask(HookPoints.ON_GREYLIST_CHECK, plugin, RcptToView.sample().in(mail).to(recipient));
  }
}
