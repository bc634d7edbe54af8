package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.HookFault;
import org.karamail.hook.Verdict;
import org.karamail.hook.transaction.RcptToHook;

/** A session told step by step, each step when it happens. */
class MilterStepsTest {

  private static final String STEPS = "CHMRTLNBE";
  private static final int MAY_SKIP = 0x400;

  private final ScriptedMilter milter = ScriptedMilter.start();
  private final MilterClient client = new MilterClient(Map.of("milters", milter.address(), "commandTimeout", "5s"));

  @AfterEach
  void stop() {
    client.close();
    milter.close();
  }

  @Test
  void eachStepIsToldWhenItHappensAndEverySessionOverOneConnection() {
    client.connect().proceeds();
    assertThat(steps()).containsExactly("O", "C");
    client.ehlo().proceeds();
    assertThat(steps()).endsWith("H");
    client.mail().proceeds();
    assertThat(steps()).endsWith("M");
    client.rcpt("bob").proceeds();
    client.rcpt("carol").proceeds();
    assertThat(steps()).endsWith("M", "R", "R");
    client.data().proceeds();
    assertThat(steps()).endsWith("R", "T");
    client.message().proceeds();
    assertThat(steps()).endsWith("T", "L", "L", "N", "B", "E");

    client.mail().proceeds();
    client.rcpt("bob").proceeds();
    client.data().proceeds();
    client.message().proceeds();
    client.quit();

    await().until(() -> steps().contains("Q"));
    assertThat(String.join("", steps())).isEqualTo("OCHMRRTLLNBEMRTLLNBEQ");
  }

  static Stream<Arguments> stepsAndAnswers() {
    List<Arguments> all = new ArrayList<>();
    for (String step : List.of("C", "H", "M", "R", "T", "L", "N", "B", "E")) {
      for (String answer : List.of("r", "t", "y554 5.7.9 Not with me\0", "d", "a", "c", "s", "f")) {
        all.add(Arguments.of(step.charAt(0), answer));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("stepsAndAnswers")
  void everyAnswerAtEveryStepIsObeyedThere(char step, String answer) {
    milter.offering(6, 0xff, MAY_SKIP).on(step, answer);
    boolean connection = step == 'C' || step == 'H';
    switch (answer.charAt(0)) {
      case 'r' -> client.upTo(step).rejects("5.7.1");
      case 't' -> client.upTo(step).defers("4.7.1");
      case 'y' -> client.upTo(step).rejects("5.7.9").saying("Not with me");
      case 'f' -> client.upTo(step).defers("4.7.0");
      case 's' -> {
        if (step == 'B') {
          client.upTo(step).proceeds();
        } else {
          client.upTo(step).faults(HookFault.Kind.EXCEPTION);
        }
      }
      case 'd' -> {
        if (connection) {
          client.upTo(step).faults(HookFault.Kind.EXCEPTION);
        } else {
          assertThat(client.all().verdict().kind()).isEqualTo(Verdict.Kind.DISCARD);
        }
      }
      default -> client.all().proceeds();
    }
    if (answer.equals("a")) {
      List<String> told = steps();
      assertThat(told.subList(told.indexOf(Character.toString(step)), told.size())).containsOnlyOnce(Character.toString(step)).noneMatch(later(step)::contains);
    }
  }

  @Test
  void aRecipientIsRefusedAlone() {
    milter.doing("R<carol@", out -> ScriptedMilter.send(out, "y550 5.1.1 Not her\0"));
    client.connect();
    client.ehlo();
    client.mail().proceeds();
    client.rcpt("bob").proceeds();
    client.rcpt("carol").rejects("5.1.1").saying("Not her");
    client.rcpt("dan").proceeds();
    client.data().proceeds();
    client.message().proceeds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H"})
  void aRefusedConnectionStaysRefused(String step) {
    milter.on(step.charAt(0), "r");
    client.connect();
    client.ehlo().rejects("5.7.1");
    client.ehlo().rejects("5.7.1");
    client.mail().rejects("5.7.1");
    await().until(() -> milter.told().contains("gone"));
  }

  @Test
  void aRefusedDataStaysRefusedAndTheNextTransactionIsNot() {
    milter.on('T', "t");
    client.upTo('T').defers("4.7.1");
    client.data().defers("4.7.1");
    client.mail().proceeds();
    assertThat(steps()).filteredOn("T"::equals).hasSize(1);
  }

  @Test
  void aTransactionThatDoesNotComeToItsEndIsCalledOff() {
    client.upTo('R');
    client.mail().proceeds();
    assertThat(String.join("", steps())).endsWith("MRAM");
    client.ehlo().proceeds();
    assertThat(String.join("", steps())).endsWith("MAH");
    client.mail();
    client.quit();
    await().until(() -> String.join("", steps()).endsWith("MAQ"));
  }

  @Test
  void parametersAreToldAsTheClientGaveThem() {
    client.connect();
    client.ehlo();
    client.mail(Map.of("SIZE", "123")).proceeds();
    client.rcpt("bob", Map.of("NOTIFY", "NEVER")).proceeds();
    client.mail(Map.of("SMTPUTF8", "")).proceeds();
    assertThat(milter.told())
        .contains("M<sender@client.example>|SIZE=123|", "R<bob@local.example>|NOTIFY=NEVER|", "M<sender@client.example>|SMTPUTF8|");
  }

  @Test
  void aMilterThatHungUpBetweenTransactionsIsConnectedToAnew() {
    client.upTo('E').proceeds();
    milter.hangUp();
    await().until(() -> milter.told().contains("gone"));
    client.mail().proceeds();
    assertThat(String.join("", steps())).endsWith("OCHM");
  }

  @Test
  void aMilterThatHangsUpWithinATransactionIsAFaultUntilItsEnd() {
    client.upTo('R').proceeds();
    milter.hangUp();
    client.rcpt("carol").faults(HookFault.Kind.EXCEPTION);
    client.data().faults(HookFault.Kind.EXCEPTION);
    client.message().faults(HookFault.Kind.EXCEPTION);
    client.mail().proceeds();
    client.rcpt("carol").proceeds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H", "M", "R", "T"})
  void aMilterThatHangsAtAStepIsAFaultThere(String step) {
    milter.hangingOn(step.charAt(0));
    try (MilterClient hasty = new MilterClient(Map.of("milters", milter.address(), "commandTimeout", "150ms"))) {
      hasty.upTo(step.charAt(0)).faults(HookFault.Kind.EXCEPTION);
    }
  }

  @Test
  void whatAMilterDoesNotWantIsNotToldAndNotWaitedFor() {
    int noConnectNoHeloNoMailNoRcptNoData = 0x1 | 0x2 | 0x4 | 0x8 | 0x200;
    milter.offering(6, 0, noConnectNoHeloNoMailNoRcptNoData);
    client.all().proceeds();
    assertThat(String.join("", steps())).isEqualTo("OLLNBE");
  }

  @Test
  void stepsThatAMilterDoesNotAnswerAreNotWaitedFor() {
    int silent = 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x10000 | 0x80 | 0x40000 | 0x80000;
    milter.offering(6, 0, silent);
    for (String step : List.of("C", "H", "M", "R", "T", "L", "N", "B")) {
      milter.doing(step, out -> {});
    }
    client.all().proceeds();
    assertThat(String.join("", steps())).isEqualTo("OCHMRTLLNBE");
  }

  @Test
  void theFirstOfSeveralMiltersThatRefusesIsTheLastThatIsTold() {
    try (ScriptedMilter next = ScriptedMilter.start();
        MilterClient both = new MilterClient(Map.of("milters", milter.address() + "," + next.address()))) {
      milter.doing("R<carol@", out -> ScriptedMilter.send(out, "r"));
      both.upTo('M').proceeds();
      both.rcpt("carol").rejects("5.7.1");
      both.rcpt("bob").proceeds();
      assertThat(next.told()).contains("R<bob@local.example>|").doesNotContain("R<carol@local.example>|");
    }
  }

  @Test
  void sessionsBeyondTheBoundAreToldWithTheMessage() {
    try (MilterClient first = new MilterClient(Map.of("milters", milter.address(), "maxSessions", "1"))) {
      first.connect().proceeds();
      MilterClient second = first.another("S2");
      second.upTo('T').proceeds();
      assertThat(steps()).containsExactly("O", "C");
      second.message().proceeds();
      await().untilAsserted(() -> assertThat(String.join("", steps())).endsWith("OCHMRTLLNBEQ"));
      first.quit();
      await().untilAsserted(() -> assertThat(steps()).filteredOn("Q"::equals).hasSize(2));
      second.upTo('M').proceeds();
      assertThat(steps()).endsWith("M");
    }
  }

  @Test
  void othersMiltersAreToldFromTheNextTransactionOn() {
    try (ScriptedMilter other = ScriptedMilter.start()) {
      client.upTo('R').proceeds();
      client.configure(Map.of("milters", other.address()));
      client.data().proceeds();
      assertThat(steps()).endsWith("T");
      client.mail().proceeds();
      assertThat(other.told()).filteredOn(one -> one.startsWith("M")).hasSize(1);
      await().until(() -> milter.told().contains("gone"));
    }
  }

  @Test
  void withoutMiltersItHasNoWorkAndLetsGoOfItsConnections() {
    client.upTo('R').proceeds();
    assertThat(client.plugin().duty().isAt(RcptToHook.class)).isTrue();
    client.configure(Map.of());
    assertThat(client.plugin().duty().isAt(RcptToHook.class)).isFalse();
    await().until(() -> milter.told().contains("gone"));
  }

  @Test
  void aPluginThatIsTakenAwayLetsGoOfItsConnections() {
    client.connect();
    client.close();
    await().until(() -> milter.told().contains("gone"));
  }

  @Test
  void aStepTakesNoLongerThanTheCallMay() {
    milter.hangingOn('C');
    client.budget(Duration.ofMillis(500)).connect().faults(HookFault.Kind.EXCEPTION);
  }

  /** What cannot come any more after a milter has accepted at this step. */
  private static String later(char step) {
    return STEPS.substring(STEPS.indexOf(step) + 1);
  }

  /** The commands that it was told, without macros. */
  private List<String> steps() {
    return milter.told().stream()
        .filter(one -> !one.startsWith("D") && !one.equals("gone"))
        .map(one -> one.substring(0, 1))
        .toList();
  }
}
