package org.karamail.plugin.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Finding;
import org.karamail.hook.Helo;
import org.karamail.hook.HookFault;
import org.karamail.hook.Session;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.InvalidSettingException;
import org.karamail.testkit.MovableClock;
import org.karamail.testkit.ShippedConfiguration;
import org.karamail.testkit.dns.Misbehaviour;
import org.karamail.testkit.dns.ScriptedDns;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.DisconnectView;
import org.karamail.testkit.hook.HeloView;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.hook.RecordedMetrics;
import org.karamail.testkit.hook.SessionView;

class ReputationTest {

  private static final String LISTS =
      "bl.example:60, many.example=127.0.0.2-3:20, many.example=127.0.0.10:90, wl.example=127.0.*.2-3:-70";

  /** As shipped nothing comes of a score, and none is kept. */
  private static final Map<String, Object> KEEPING = Map.of("rejectFrom", "100");

  @TempDir static Path shared;

  private final Path folder = fresh();
  private final MovableClock clock = MovableClock.standing();
  private final ScriptedDns dns = ScriptedDns.start();
  private final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server(), "timeout", "5s"));
  private final HookHarness harness = HookHarness.in(folder).budget(Duration.ofSeconds(10));

  @AfterEach
  void stop() {
    resolver.deactivate();
    dns.close();
  }

  @Test
  void outOfTheBoxNobodyIsAskedAndNobodyIsRefused() {
    connect(plugin(Map.of()), "192.0.2.1").proceeds();

    assertThat(dns.questions()).isEmpty();
  }

  @Test
  void aListedClientIsRefusedOrComesBackLaterByItsScore() {
    Reputation plugin = plugin(Map.of("lists", LISTS, "deferFrom", "50", "rejectFrom", "80"));
    listed("1.2.0.192.bl.example", "127.0.0.2");
    listed("3.2.0.192.bl.example", "127.0.0.2");
    listed("3.2.0.192.many.example", "127.0.0.3");

    connect(plugin, "192.0.2.1").defers("4.7.1").closing()
        .saying("Your address has a doubtful reputation; try again later (bl.example)");
    connect(plugin, "192.0.2.2").proceeds();
    Asked refused = connect(plugin, "192.0.2.3").rejects("5.7.1").closing()
        .saying("Your address has a bad reputation (bl.example, many.example)");
    assertThat(refused.verdict().findings()).containsExactly(new Finding.Reputation(80, List.of("bl.example", "many.example")));
  }

  @Test
  void aWelcomeListSpeaksForAClient() {
    Reputation plugin = plugin(Map.of("lists", LISTS, "deferFrom", "50"));
    listed("1.2.0.192.bl.example", "127.0.0.2");
    listed("1.2.0.192.wl.example", "127.0.9.3");

    Asked passed = connect(plugin, "192.0.2.1").proceeds();
    assertThat(passed.verdict().findings()).containsExactly(new Finding.Reputation(-10, List.of("bl.example", "wl.example")));
  }

  @Test
  void onlyTheCodesThatAreNamedCountAndAZoneIsAskedOnce() {
    Reputation plugin = plugin(Map.of("lists", LISTS, "rejectFrom", "90"));
    listed("1.2.0.192.many.example", "127.0.0.10");
    listed("2.2.0.192.many.example", "127.0.0.4");

    connect(plugin, "192.0.2.1").rejects("5.7.1");
    connect(plugin, "192.0.2.2").proceeds();
    assertThat(dns.questions().stream().filter(asked -> asked.contains("1.2.0.192.many.example"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "198.51.100.1", "0.0.0.0"})
  void whatSaysThatAListIsBrokenOrGivenUpDoesNotCount(String answer) {
    Reputation plugin = plugin(Map.of("lists", "bl.example:100", "rejectFrom", "1"));
    listed("1.2.0.192.bl.example", answer);

    connect(plugin, "192.0.2.1").proceeds();
  }

  @Test
  void anIpv6ClientIsAskedForByHalfOctets() {
    Reputation plugin = plugin(Map.of("lists", "bl.example:100", "rejectFrom", "50"));
    listed("b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.bl.example", "127.0.0.2");

    connect(plugin, "2001:db8:1:2:3:4:567:89ab").rejects("5.7.1");
    connect(plugin, "2001:db8:1:2:3:4:567:89ac").proceeds();
  }

  @Test
  void aListThatIsSilentOrBrokenCountsForNothingAndTheOthersDo() {
    Reputation plugin = plugin(Map.of("lists", "bl.example:60, slow.example:60, broken.example:60", "deferFrom", "50", "timeout", "2s"));
    listed("1.2.0.192.bl.example", "127.0.0.2");
    dns.delay("1.2.0.192.slow.example", Duration.ofSeconds(30));
    dns.misbehave("1.2.0.192.broken.example", Misbehaviour.SERVFAIL);

    Asked asked = connect(plugin, "192.0.2.1").defers("4.7.1");
    assertThat(asked.verdict().findings()).containsExactly(new Finding.Reputation(60, List.of("bl.example")));
    assertThat(harness.log()).anySatisfy(line -> assertThat(line).startsWith("WARN no answer from slow.example, broken.example"));
  }

  @Test
  void whenNoListAnswersTheFailurePolicyDecides() {
    Reputation plugin = plugin(Map.of("lists", "bl.example:60, other.example:60", "deferFrom", "50", "timeout", "300ms"));
    dns.down();

    connect(plugin, "192.0.2.1").faults(HookFault.Kind.FAILED_STAGE);
  }

  @Test
  void privateExemptAndRelayingClientsAreNotJudged() {
    Reputation plugin = plugin(Map.of("lists", "bl.example:100", "rejectFrom", "1", "exempt", "192.0.2.0/24"));
    for (String address : List.of("127.0.0.1", "10.1.2.3", "192.168.1.1", "fd00::1", "fe80::1", "192.0.2.77")) {
      connect(plugin, address).proceeds();
    }
    ask(plugin, SessionView.sample().from("198.51.100.1").trusted()).proceeds();

    assertThat(dns.questions()).isEmpty();
  }

  @Test
  void whoSendsMalwareIsRememberedAndForgivenInTime() {
    Reputation plugin = plugin(Map.of("deferFrom", "50", "halfLife", "1h"));
    message(plugin, "192.0.2.1", new Finding.Virus("Eicar"));
    connect(plugin, "192.0.2.1").proceeds();
    message(plugin, "192.0.2.1", new Finding.Virus("Eicar"));

    connect(plugin, "192.0.2.1").defers("4.7.1")
        .saying("Your address has a doubtful reputation; try again later (own experience)");
    connect(plugin, "192.0.2.2").proceeds();
    clock.move(Duration.ofHours(1));
    Asked later = connect(plugin, "192.0.2.1").proceeds();
    assertThat(later.verdict().findings()).containsExactly(new Finding.Reputation(40, List.of("own experience")));
  }

  @Test
  void spamSpeaksAgainstAClientAndGoodMailForIt() {
    Reputation plugin = plugin(Map.of("rejectFrom", "100"));
    IntStream.range(0, 4).forEach(i -> message(plugin, "192.0.2.1", new Finding.Spam(7, 5, List.of("X"))));
    message(plugin, "192.0.2.1", new Finding.Spam(1, 5, List.of()));
    assertThat(score(plugin, "192.0.2.1")).isEqualTo(38);

    IntStream.range(0, 100).forEach(i -> message(plugin, "192.0.2.1"));
    assertThat(score(plugin, "192.0.2.1")).isEqualTo(-100);
  }

  @Test
  void aConnectionWithoutAMessageSpeaksAgainstAClient() {
    Reputation plugin = plugin(Map.of("idle", "7", "rejectFrom", "100"));
    disconnect(plugin, 5, 0);
    disconnect(plugin, 5, 2);
    disconnect(plugin, 0, 0);

    assertThat(score(plugin, "192.0.2.25")).isEqualTo(7);
  }

  @Test
  void theGreetingIsHeldBackAndWhoDoesNotWaitForItIsRefusedAtItsFirstCommand() {
    Reputation plugin = plugin(Map.of("greetDelay", "3s", "earlyTalkers", "reject"));
    connect(plugin, "192.0.2.1").delays(Duration.ofSeconds(3));

    greet(plugin, SessionView.sample().from("192.0.2.1")).proceeds();
    greet(plugin, SessionView.sample().from("192.0.2.2").early())
        .rejects("5.7.1").closing().saying("You spoke before the greeting (RFC 5321 section 3.1)");
    greet(plugin, SessionView.sample().from("192.0.2.3").early().trusted()).proceeds();
  }

  @Test
  void whoSpeaksEarlyIsMarkedOnceForEachConnectionEvenWhereItIsNotRefused() {
    Reputation plugin = plugin(Map.of("rejectFrom", "100"));
    SessionView early = SessionView.sample().from("192.0.2.1").early();
    greet(plugin, early).proceeds();
    greet(plugin, early).proceeds();
    assertThat(score(plugin, "192.0.2.1")).isEqualTo(30);
    harness.endConnection();
    greet(plugin, early).proceeds();
    assertThat(score(plugin, "192.0.2.1")).isEqualTo(60);

    RecordedMetrics metrics = new RecordedMetrics();
    harness.ask(HookPoints.ON_METRICS_COLLECT, plugin, metrics);
    assertThat(metrics.value("early_talkers_total", Map.of())).contains(2.0);
    assertThat(metrics.value("clients", Map.of())).contains(1.0);
  }

  @Test
  void moreClientsThanThereIsRoomForPushOutThoseSeenLongestAgo() throws UnknownHostException {
    ClientScores scores = new ClientScores(clock);
    ReputationSettings rules = ReputationSettings.read(Configurations.of(Map.of("maxClients", "1000")));
    for (int i = 0; i < 5_000; i++) {
      scores.add(ReputationSettings.client(InetAddress.getByName("10.0." + i / 250 + "." + i % 250)), 10, rules, folder);
    }
    assertThat(scores.size()).isEqualTo(1_000);
    assertThat(scores.of(ReputationSettings.client(InetAddress.getByName("10.0.19.249")), rules, folder)).isEqualTo(10);
    assertThat(scores.of(ReputationSettings.client(InetAddress.getByName("10.0.0.1")), rules, folder)).isZero();
  }

  @Test
  void whatClientsDidIsKnownAfterARestartAndGoesOnBeingForgiven() {
    Reputation before = plugin(Map.of("halfLife", "1h", "rejectFrom", "100"));
    IntStream.range(0, 2).forEach(i -> message(before, "192.0.2.1", new Finding.Virus("Eicar")));
    IntStream.range(0, 10).forEach(i -> message(before, "192.0.2.2"));
    message(before, "2001:db8:1:2::1", new Finding.Spam(7, 5, List.of("X")));
    before.deactivate();
    clock.move(Duration.ofHours(1));

    Reputation after = plugin(Map.of("halfLife", "1h", "rejectFrom", "100"));
    assertThat(score(after, "192.0.2.1")).isEqualTo(40);
    assertThat(score(after, "192.0.2.2")).isBetween(-10, -8);
    assertThat(score(after, "2001:db8:1:2::99")).isEqualTo(5);
    assertThat(score(after, "192.0.2.3")).isZero();
  }

  @Test
  void aProcessThatIsKilledHasForgottenLessThanFivePointsOfAnybody() {
    Reputation killed = plugin(KEEPING); // never deactivated
    IntStream.range(0, 3).forEach(i -> message(killed, "192.0.2.1", new Finding.Spam(7, 5, List.of("X"))));
    IntStream.range(0, 4).forEach(i -> message(killed, "192.0.2.1"));

    assertThat(score(plugin(KEEPING), "192.0.2.1")).isBetween(22, 26);
    killed.deactivate();
  }

  @Test
  void tornLinesAreSkippedAndADiskThatTakesNothingStopsNobody() throws IOException {
    Path journal = folder.resolve("reputation.journal");
    Files.writeString(journal, "\0\0rubbish\n00000000000000000000000000000000 9999 1 00000000\n");
    Reputation first = plugin(KEEPING);
    message(first, "192.0.2.1", new Finding.Virus("Eicar"));
    first.deactivate();
    assertThat(score(plugin(KEEPING), "192.0.2.1")).isEqualTo(40);

    Files.delete(journal);
    Files.createDirectory(journal);
    Reputation second = plugin(KEEPING);
    message(second, "192.0.2.1", new Finding.Virus("Eicar"));
    assertThat(score(second, "192.0.2.1")).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lists | bl.example",
        "lists | bl.example:101",
        "lists | bl.example=128.0.0.1:10",
        "lists | bl.example=127.0.0:10",
        "lists | bl.example=127.0.0.9-2:10",
        "lists | bl.example=127.0.0.2.3:10",
        "lists | [192.0.2.1]:10",
        "timeout | 1m",
        "deferFrom | 0",
        "halfLife | never",
        "earlyTalkers | shoot",
        "exempt | 192.0.2.0/40"
      })
  void aBadValueIsNamedAndLeavesTheLastGoodOnes(String key, String value) {
    assertThatThrownBy(() -> plugin(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.reputation: " + key + " = '")
        .hasMessageContaining("accepted: ");
    Map<String, Object> good = new HashMap<>(Map.of("lists", "bl.example:100", "rejectFrom", "50"));
    Reputation plugin = plugin(good);
    good.put(key, value);
    plugin.modified(good);
    listed("1.2.0.192.bl.example", "127.0.0.2");

    connect(plugin, "192.0.2.1").rejects("5.7.1");
  }

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(ReputationSettings.PID)
        .documents(ReputationConfiguration.class, ReputationSettings::read);
  }

  private static Path fresh() {
    try {
      return Files.createTempDirectory(shared, "reputation");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Reputation plugin(Map<String, Object> properties) {
    Map<String, Object> patient = new HashMap<>(properties);
    patient.putIfAbsent("timeout", "8s");
    return new Reputation(resolver, patient, clock);
  }

  private void listed(String name, String code) {
    dns.record(name, "A", code);
  }

  private Asked connect(Reputation plugin, String client) {
    return ask(plugin, SessionView.sample().from(client));
  }

  private Asked ask(Reputation plugin, Session session) {
    return harness.ask(HookPoints.ON_REPUTATION_CHECK, plugin, session);
  }

  private Asked greet(Reputation plugin, SessionView session) {
    Helo helo = new HeloView(session, "client.example", true);
    return harness.ask(HookPoints.ON_EHLO, plugin, helo);
  }

  private void message(Reputation plugin, String client, Finding... findings) {
    IncomingView sample = IncomingView.sample();
    Optional<Session> session = Optional.of(SessionView.sample().from(client));
    IncomingView view =
        new IncomingView(
            sample.id(), sample.envelope(), sample.recipients(), session, sample.headers(), sample.body(), List.of(), List.of());
    for (Finding finding : findings) {
      view = view.found(finding);
    }
    harness.ask(HookPoints.ON_MESSAGE_COMPLETE, plugin, view).proceeds();
  }

  private void disconnect(Reputation plugin, int commands, int messages) {
    Disconnect end =
        new DisconnectView(SessionView.sample(), Duration.ofSeconds(1), commands, messages, Disconnect.Reason.QUIT);
    harness.ask(HookPoints.ON_DISCONNECT, plugin, end);
  }

  private int score(Reputation plugin, String client) {
    List<Finding> findings = connect(plugin, client).verdict().findings();
    return ((Finding.Reputation) findings.get(0)).score();
  }
}
