package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.MovableClock;

class PluginCommandsTest {

  private final StandingEngine engine = new StandingEngine();

  @Test
  void hooksAreListedInTheOrderOfAMessagesLife() {
    assertThat(run("mail:hooks").lines())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith("POINT").endsWith("LAST"))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("onRcptTo").contains("HelloGate", "enforce", "2.0 s", "defer"))
        .satisfies(lines -> assertThat(lines.get(2)).startsWith("onContentFilter").contains("quarantined", "TIMEOUT"));
  }

  @Test
  void onePointIsShownAloneInAnyCaseAndByItsOtherName() {
    assertThat(run("mail:hooks onrcptto").lines()).hasSize(2);
    assertThat(run("mail:hooks onBeforeDelivery").lines()).containsExactly("nobody is asked at onPreDelivery");
  }

  @Test
  void allPointsCanBeListed() {
    assertThat(run("mail:hooks --all").lines())
        .hasSize(HookPoints.ALL.size() + 1)
        .anySatisfy(line -> assertThat(line).contains("onRcptTo", "transaction", "gate", "smtp-server", "HelloGate"));
  }

  @Test
  void aListIsCutWhereItsLimitIs() {
    assertThat(run("mail:hooks --limit 1").lines()).hasSize(3).last().isEqualTo("and 1 hook more; --limit shows them");
    assertThat(run("mail:plugins --limit 3").lines()).anyMatch(line -> line.equals("and 1 plugin more; --limit shows them"));
  }

  @Test
  void pluginsAreListedWithWhatIsWrongBelow() {
    assertThat(run("mail:plugins").lines())
        .anySatisfy(line -> assertThat(line).startsWith("com.example.scan (required)").contains("3.0.1", "active", "31", "730 ms"))
        .anySatisfy(line -> assertThat(line).startsWith("org.example.hello ").endsWith("hello.jar"))
        .contains(
            "com.example.strange: the bundle brings its own copy of the API",
            "com.example.scan 3.1.0: nobody exports com.example.sig, which it imports");
  }

  @Test
  void onePluginIsShownWithItsHooksAndTheVersionThatWasRefused() {
    assertThat(run("mail:plugin-show com.example.scan").lines())
        .startsWith("com.example.scan 3.0.1, active, required")
        .contains("com.example.scan 3.1.0, refused", "file        deploy/scan.jar")
        .contains("onContentFilter by com.example.Scanner")
        .contains("terms       shadow, quarantined, ranking 100, 30.0 s a call, a fault means quarantine")
        .contains("calls       2000, 1969 answered, 31 faults (31 timeout), 4 busy")
        .endsWith("own         signatures 81250000", "own         found{kind=virus} 12");
  }

  @Test
  void aPluginThatDoesNotTellItsFiguresInTimeIsShownWithoutThem() {
    assertThat(run("mail:plugin-show com.example.strange").lines()).endsWith("own         figures did not come in time");
    assertThat(run("mail:plugin-show com.example.strange --json").json().get("own").isNull()).isTrue();
  }

  @Test
  void theMostExpensiveHookComesFirst() {
    assertThat(run("mail:plugin-top").lines().get(1)).startsWith("com.example.Scanner");
    assertThat(run("mail:plugin-top --by faults --limit 1").lines()).hasSize(2);
    refused("mail:plugin-top --by beauty", "mail:plugin-top: --by is cpu, memory, time, calls or faults, not 'beauty'");
  }

  @Test
  void aModeIsSetAndTheWayToKeepItIsSaid() {
    assertThat(run("mail:plugin-mode com.example.Scanner Enforce").lines())
        .singleElement()
        .asString()
        .contains("mode enforce", "etc/karamail.plugin-com.example.Scanner.cfg");
    assertThat(engine.asked).containsExactly("com.example.Scanner ENFORCE");
  }

  @Test
  void aQuarantineIsEnded() {
    assertThat(run("mail:plugin-reset com.example.Scanner --json").json().get("done").asText()).isEqualTo("reset");
    assertThat(engine.asked).containsExactly("reset com.example.Scanner");
  }

  @Test
  void whatTheUserGotWrongIsOneLine() {
    refused("mail:hooks onLunch", "mail:hooks: no hook point 'onLunch'; mail:hooks --all lists them");
    refused("mail:plugin-show nobody", "mail:plugin-show: no plugin 'nobody'; there are com.example.scan, com.example.strange, org.example.hello");
    refused("mail:plugin-mode com.example.Scanner loud", "mail:plugin-mode: a mode is enforce, shadow or off, not 'loud'");
    refused("mail:plugin-mode com.example.Scanner", "mail:plugin-mode: say a component and its mode, enforce, shadow or off");
    refused("mail:plugin-reset nobody", "mail:plugin-reset: no component 'nobody'; there are com.example.Scanner, org.example.hello.HelloGate");
    refused("mail:plugins --limit 0", "mail:plugins: --limit is 1 to 10000, not 0");
  }

  @Test
  void everyCommandSaysWhenThereIsNoEngine() {
    try (KarafShell shell = new KarafShell(MovableClock.standing())) {
      for (String line : List.of("mail:hooks", "mail:plugins", "mail:plugin-show x", "mail:plugin-mode x off", "mail:plugin-top")) {
        KarafShell.Outcome outcome = shell.run(line);
        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.text()).contains("there is no hook engine");
      }
    }
  }

  @Test
  void programsGetTheSame() {
    JsonNode hook = run("mail:hooks onContentFilter --json").json().get("points").get(0).get("hooks").get(0);
    assertThat(hook.get("component").asText()).isEqualTo("com.example.Scanner");
    assertThat(hook.get("faults").get("TIMEOUT").asLong()).isEqualTo(31);
    assertThat(hook.get("quarantined").asBoolean()).isTrue();
    assertThat(run("mail:plugins --json").json().get("plugins")).hasSize(4);
    assertThat(run("mail:plugin-show org.example.hello --json").json().get("hooks")).hasSize(1);
    JsonNode found = run("mail:plugin-show com.example.scan --json").json().get("own").get(1);
    assertThat(found.get("value").asDouble()).isEqualTo(12);
    assertThat(found.get("labels").get("kind").asText()).isEqualTo("virus");
    assertThat(run("mail:plugin-top --json --limit 1").json().get("hooks")).hasSize(1);
  }

  @Test
  void namesAreCompleted() {
    try (KarafShell shell = new KarafShell(MovableClock.standing(), engine)) {
      assertThat(shell.complete("mail:hooks onR")).contains("onRcptTo");
      assertThat(shell.complete("mail:hooks onRcptTo --")).contains("--json", "--all");
      assertThat(shell.complete("mail:plugin-show ")).contains("org.example.hello");
      assertThat(shell.complete("mail:plugin-mode ")).contains("com.example.Scanner");
      assertThat(shell.complete("mail:plugin-mode com.example.Scanner ")).contains("shadow");
      assertThat(shell.complete("mail:plugin-reset ")).contains("com.example.Scanner");
    }
  }

  private void refused(String line, String text) {
    KarafShell.Outcome outcome = run(line);
    assertThat(outcome.lines()).containsExactly(text);
    assertThat(outcome.status()).isNotZero();
  }

  private KarafShell.Outcome run(String line) {
    try (KarafShell shell = new KarafShell(MovableClock.standing(), engine)) {
      return shell.run(line);
    }
  }
}
