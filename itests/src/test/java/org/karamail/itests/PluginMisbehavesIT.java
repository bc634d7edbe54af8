package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.plugin.PluginJar;
import org.karamail.itests.plugin.PluginServer;

/**
 * One plugin that misbehaves in every way at every kind of point: the mail in hand gets the fate that is declared for a
 * fault, mail goes on, the plugin is quarantined, and whoever listens for errors hears of it.
 */
final class PluginMisbehavesIT {

  private static final String PLUGIN = "org.example.misbehaving";
  private static final String COMPONENT = "org.example.misbehaving.Misbehaving";
  private static final List<String> POINTS = List.of("onRcptTo", "onContentFilter", "onSpfCheck", "onDisconnect");
  private static final List<String> FAULTS =
      List.of("throws", "overflows", "memory", "no_class", "null", "sleeps", "spins", "deaf");
  private static final List<String> NO_FAULTS = List.of("leaks_threads", "keeps_message");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CALLS_UNTIL_QUARANTINE = 20;

  private static PluginServer server;

  @BeforeAll
  static void start() throws Exception {
    server = PluginServer.start("misbehaving");
    server.configure("karamail.plugin-" + COMPONENT, "hook.timeout = 300ms");
    server.configure("karamail.hooks", "probeAfter = 100ms");
    server.configure(PLUGIN, "way = none");
    deploy();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An observer answers nothing, so null is none of its faults. */
  static Stream<Arguments> everyFaultAtEveryPoint() {
    return FAULTS.stream()
        .flatMap(way -> POINTS.stream().map(point -> Arguments.of(way, point)))
        .filter(one -> !List.of(one.get()).equals(List.of("null", "onDisconnect")));
  }

  static Stream<Arguments> everyRudenessAtEveryPoint() {
    return NO_FAULTS.stream().flatMap(way -> POINTS.stream().map(point -> Arguments.of(way, point)));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("everyFaultAtEveryPoint")
  void aFaultGivesTheMailItsDeclaredFateAndQuarantinesThePlugin(String way, String point) throws Exception {
    misbehave(point, way);
    sufferAt(point);
    Awaitility.await("the quarantine of " + way + " at " + point)
        .atMost(PATIENCE)
        .until(() -> mail() > 0 && isQuarantined(point)); // observers are dropped when busy: it may take a few more
    repent();
    Awaitility.await("mail after " + way + " at " + point)
        .atMost(PATIENCE)
        .until(() -> server.process().shell("mail:plugin-reset", COMPONENT).code() == 0 && mail() == 250);
  }

  @Test
  void aQuarantinedPluginThatIsGoodAgainIsAskedAgainAndOnRecoveryIsTold() throws Exception {
    misbehave("onRcptTo", "throws");
    sufferAt("onRcptTo");
    repent();
    Awaitility.await("the recovery")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(mail()).isEqualTo(250);
              assertThat(witnessed()).contains("recovery onRcptTo");
            });
  }

  /** One call after the other goes wrong, as many as it takes. */
  private static void sufferAt(String point) throws IOException {
    int expected = isGate(point) ? 451 : 250;
    for (int call = 0; call < CALLS_UNTIL_QUARANTINE; call++) {
      assertThat(mail()).as("at " + point + ", call " + call).isEqualTo(expected);
    }
    Awaitility.await("onError to be told of " + point)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(witnessed()).anyMatch(line -> line.startsWith("fault " + point)));
  }

  private static boolean isGate(String point) {
    return point.equals("onRcptTo") || point.equals("onContentFilter");
  }

  private static boolean isQuarantined(String point) throws Exception {
    for (JsonNode hook : server.hooks(point)) {
      if (hook.get("component").asText().equals(COMPONENT)) {
        return hook.get("quarantined").asBoolean();
      }
    }
    return false;
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("everyRudenessAtEveryPoint")
  void whatIsNoFaultHarmsNoMail(String way, String point) throws Exception {
    misbehave(point, way);
    for (int call = 0; call < CALLS_UNTIL_QUARANTINE; call++) {
      assertThat(mail()).as(way + " at " + point).isEqualTo(250);
    }
    assertThat(server.process().logs()).doesNotContain("a kept message could still be read");
    repent();
  }

  static List<String> points() {
    return POINTS;
  }

  @ParameterizedTest(name = "disappears at {0}")
  @MethodSource("points")
  void aPluginThatDisappearsInACallDefersThatMailAtMostAndNoMore(String point) throws Exception {
    misbehave(point, "disappears");
    boolean transactionIsOver = point.equals("onDisconnect"); // elsewhere the plugin is asked again before it ends
    assertThat(mail()).isIn(transactionIsOver ? List.of(250) : List.of(250, 451));
    Awaitility.await("mail without the plugin").atMost(PATIENCE).until(() -> mail() == 250);
    Files.deleteIfExists(server.deploy().resolve("misbehaving.jar"));
    server.awaitGone(PLUGIN);
    server.configure(PLUGIN, "way = none");
    deploy();
  }

  @Test
  void aVersionThatHangsInItsActivationIsRefusedAndNoMailWaitsForIt() throws Exception {
    server.configure(PLUGIN, "way = hangs_in_activate");
    awaitWay("hangs_in_activate");
    PluginJar.sample("misbehaving").version("2.0.0").into(server.deploy(), "misbehaving.jar");
    assertThat(mail()).isEqualTo(250);
    server.await(PLUGIN, "2.0.0", "REFUSED");
    assertThat(mail()).isEqualTo(250);
    repent();
    deploy();
  }

  @Test
  void aPluginThatBringsItsOwnCopyOfTheApiIsNotCalledAndTheShellSaysWhy() throws Exception {
    PluginJar.sample("misbehaving")
        .header("Bundle-SymbolicName", "org.example.own")
        .embeddingTheApi()
        .into(server.deploy(), "own.jar");
    Awaitility.await("the reason in the shell")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.plugin("org.example.own"))
                    .hasValueSatisfying(own -> assertThat(own.get("problem").asText()).contains("copy of the hook API")));
    assertThat(mail()).isEqualTo(250);
    Files.delete(server.deploy().resolve("own.jar"));
    server.awaitGone("org.example.own");
  }

  @Test
  void aFirstVersionThatCannotResolveWaitsAndTheShellSaysForWhat() throws Exception {
    PluginJar.sample("misbehaving")
        .header("Bundle-SymbolicName", "org.example.waiting")
        .importing("com.example.absent;version=\"[2,3)\"")
        .into(server.deploy(), "waiting.jar");
    Awaitility.await("the reason in the shell")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.plugin("org.example.waiting"))
                    .hasValueSatisfying(waiting -> assertThat(waiting.get("problem").asText()).contains("com.example.absent")));
    assertThat(mail()).isEqualTo(250);
    Files.delete(server.deploy().resolve("waiting.jar"));
    server.awaitGone("org.example.waiting");
  }

  private static void deploy() throws Exception {
    PluginJar.sample("misbehaving").version("1.0.0").into(server.deploy(), "misbehaving.jar");
    server.await(PLUGIN, "1.0.0", "ACTIVE");
  }

  private static void misbehave(String point, String way) throws Exception {
    Files.deleteIfExists(witness());
    server.configure(PLUGIN, "point = " + point, "way = " + way);
    awaitWay(way);
  }

  /** What would last for ever lasts until then: the lost threads come back. */
  private static void repent() throws Exception {
    server.configure(PLUGIN, "way = none");
    awaitWay("none");
  }

  /** The plugin writes down which way it has been told. */
  private static void awaitWay(String way) {
    Path told = witness().resolveSibling("way");
    Awaitility.await("the way " + way).atMost(PATIENCE).until(() -> Files.exists(told) && Files.readString(told).equals(way));
  }

  private static int mail() throws IOException {
    return server.mailTo("bob@" + LocalDomain.NAME).code();
  }

  private static Path witness() {
    return server.process().launch().data().resolve("plugins").resolve(PLUGIN).resolve("witnessed");
  }

  private static List<String> witnessed() throws IOException {
    return Files.exists(witness()) ? Files.readAllLines(witness()) : List.of();
  }
}
