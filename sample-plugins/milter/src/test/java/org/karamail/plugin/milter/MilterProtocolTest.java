package org.karamail.plugin.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.plugin.milter.ScriptedMilter.number;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.message.HeaderField;
import org.karamail.model.Mailbox;
import org.karamail.model.ReversePath;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;
import org.karamail.testkit.net.ClosedPort;

/** A message that could not be told step by step: everything at its end. */
class MilterProtocolTest {

  private static final IncomingView MAIL =
      IncomingView.sample().headers("A: 1\r\nSubject: Hello\r\n there\r\nA: 2\r\n\r\n").body("Text.\r\n");

  private final HookHarness harness = HookHarness.create();
  private final ScriptedMilter milter = ScriptedMilter.start();

  @AfterEach
  void stop() {
    milter.close();
  }

  @Test
  void aTransactionIsToldFromTheConnectionToTheEnd() {
    ask().proceeds();

    assertThat(milter.told()).filteredOn(one -> !one.startsWith("D") && !one.startsWith("O") && !one.equals("Q"))
        .containsExactly(
            "C[192.0.2.25]|4" + (char) (50025 >> 8) + (char) (50025 & 0xff) + "192.0.2.25|", "Hclient.example|",
            "M<sender@client.example>|", "R<bob@local.example>|", "T", "LA|1|", "LSubject|Hello\n there|", "LA|2|", "N",
            "BText.\r\n", "E");
    assertThat(milter.told()).anyMatch(one -> one.startsWith("DCj|mx.example|v|Karamail|_|unknown [192.0.2.25]|{daemon_name}|mx|"));
    assertThat(milter.told()).contains("DR{rcpt_addr}|bob@local.example|{rcpt_host}|local.example|{rcpt_mailer}|smtp|");
  }

  @Test
  void aMilterIsToldNoStepThatItDoesNotWantAndWaitedForAtNoneThatItDoesNotAnswer() {
    int noHeloNoBody = 0x2 | 0x10;
    int silentHeaders = 0x80;
    milter.offering(6, 0, noHeloNoBody | silentHeaders).doing('L', out -> {});

    ask().proceeds();

    assertThat(milter.told()).noneMatch(one -> one.startsWith("H") || one.startsWith("B")).contains("LA|1|", "E");
  }

  @Test
  void anOldMilterIsNotToldOfData() {
    milter.offering(2, 0, 0);
    ask().proceeds();
    assertThat(milter.told()).doesNotContain("T").contains("E");
  }

  @Test
  void leadingSpaceIsKeptWhenThatIsAgreedUpon() {
    milter.offering(6, 1, 0x100000).on('E', "hX-New\0 v\0", "c");
    assertThat(ask().proceeds().edits()).containsExactly(added("X-New: v\r\n"));
    assertThat(milter.told()).contains("LA| 1|");
  }

  @Test
  void aMilterThatHasSeenEnoughOfTheBodyIsSentNoMore() {
    milter.offering(6, 0, 0x400).on('B', "s");
    harness.ask(HookPoints.ON_CONTENT_FILTER, plugin("60s"), MAIL.body("x".repeat(300_000))).proceeds();
    assertThat(milter.told()).filteredOn(one -> one.startsWith("B")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H", "M", "R", "T", "L", "N", "B", "E"})
  void everyStepMayRefuse(String step) {
    milter.on(step.charAt(0), "y554 5.7.9 Not with me\0");
    ask().rejects("5.7.9").saying("Not with me");
  }

  @ParameterizedTest
  @CsvSource({"r, REJECT", "t, DEFER", "d, DISCARD", "a, PROCEED", "c, PROCEED", "4, DEFER"})
  void everyAnswerIsObeyed(String answer, String verdict) {
    milter.on('R', answer);
    assertThat(ask().verdict().kind()).hasToString(verdict);
  }

  @Test
  void aReplyOfSeveralLinesIsGivenAsItStandsAndOneWithAWrongStatusGetsAFittingOne() {
    milter.on('M', "y450-4.2.0 First\r\n450 4.2.0 Second\0");
    assertThat(ask().defers("4.2.0").verdict().reply().orElseThrow().lines()).containsExactly("First", "Second");
  }

  @Test
  void everyChangeIsMade() {
    milter.on(
        'E', "p", "hX-Last\0z\0", "i" + number(0) + "X-Top\0t\0", "m" + number(2) + "A\0two\0", "m" + number(1) + "Subject\0\0",
        "e<new@client.example>\0SIZE=1\0", "+<carol@local.example>\0", "2<dan@local.example>\0NOTIFY=NEVER\0",
        "-<bob@local.example>\0", "bNew ", "btext.\r\n", "qlooks odd\0", "c");

    Asked asked = ask().quarantines().saying("a milter: looks odd");

    assertThat(asked.edits())
        .contains(
            new Edit.ReplaceSender(ReversePath.parse("new@client.example").orElseThrow()), new Edit.AddRecipient(box("carol")),
            new Edit.AddRecipient(box("dan")), new Edit.RemoveRecipient(box("bob")))
        .filteredOn(Edit.AddField.class::isInstance)
        .containsExactly(added("A: two\r\n"), added("A: 1\r\n"), added("X-Last: z\r\n"), added("X-Top: t\r\n"));
    assertThat(asked.edits()).filteredOn(Edit.ReplaceBody.class::isInstance).hasSize(1);
  }

  @Test
  void aMilterThatRemovesEveryRecipientDiscardsTheMessage() {
    milter.on('E', "-<bob@local.example>\0", "c");
    ask().discards();
  }

  @Test
  void theNextMilterSeesWhatTheFormerHasChanged() {
    milter.on('E', "hX-First\0yes\0", "bOther.\r\n", "c");
    try (ScriptedMilter next = ScriptedMilter.start()) {
      Map<String, Object> both = Map.of("milters", milter.address() + "," + next.address());
      harness.ask(HookPoints.ON_CONTENT_FILTER, new Milter("mx.example", both), MAIL).proceeds();
      assertThat(next.told()).contains("LX-First|yes|", "BOther.\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x", "s", "y", "y\0", "y250 2.0.0 fine\0", "yhello\0", "h", "hX\0", "hX: y\0v\0", "h\0v\0", "hX\0a\nb\0", "hX\0a\rb\0",
        "i", "i\0\0", "m\0\0\0", "e\0", "e<no address>\0", "+\0", "+<>\0", "-x\0", "q", "O", "\0"
      })
  void whatIsNoAnswerIsAFault(String packet) {
    milter.on('E', packet, "c");
    if (packet.equals("e\0")) {
      ask().proceeds();
    } else {
      ask().faults(HookFault.Kind.EXCEPTION);
    }
  }

  @Test
  void aChangeThatWasNotAgreedUponIsAFault() {
    milter.offering(6, 0, 0).on('E', "hX\0v\0", "c");
    ask().faults(HookFault.Kind.EXCEPTION);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 7, 5})
  void aChoiceOfMacrosThatCannotBeUnderstoodIsAFault(int step) {
    milter.choosing(5, "i").choosing(step, "j");
    ask().faults(HookFault.Kind.EXCEPTION);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "7, 0, 0", "6, 65536, 0", "6, 0, 1073741824"})
  void anOfferThatWeDidNotMakeIsAFault(int version, int actions, int protocol) {
    milter.offering(version, actions, protocol);
    ask().faults(HookFault.Kind.EXCEPTION);
  }

  @Test
  void aPacketWithAnImpossibleLengthIsAFault() {
    milter.doing(
        'M',
        out -> {
          out.writeInt(0x7fffffff);
          out.flush();
        });
    ask().faults(HookFault.Kind.EXCEPTION);
  }

  @Test
  void aBodyThatGrowsTooLargeIsAFault() {
    Map<String, Object> small = Map.of("milters", milter.address(), "maxReplacedBody", "1KB");
    milter.on('E', "b" + "x".repeat(2000), "c");
    harness.ask(HookPoints.ON_CONTENT_FILTER, new Milter("mx.example", small), MAIL).faults(HookFault.Kind.EXCEPTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"O", "C", "R", "B", "E"})
  void aMilterThatHangsIsAFaultWithinItsTime(String step) {
    milter.hangingOn(step.charAt(0));
    harness.ask(HookPoints.ON_CONTENT_FILTER, plugin("150ms"), MAIL).faults(HookFault.Kind.EXCEPTION);
  }

  @Test
  void aMilterThatReportsProgressForEverIsEndedByTheBudget() {
    milter.doing(
        'E',
        out -> {
          for (int i = 0; i < 1_000_000; i++) {
            ScriptedMilter.send(out, "p");
          }
        });
    harness.budget(Duration.ofMillis(600));
    ask().faults(HookFault.Kind.EXCEPTION);
  }

  @Test
  void anAbsentMilterIsAFault() {
    try (ClosedPort absent = ClosedPort.hold()) {
      Milter asksNobody = new Milter("mx.example", Map.of("milters", absent.text()));
      harness.ask(HookPoints.ON_CONTENT_FILTER, asksNobody, MAIL).faults(HookFault.Kind.EXCEPTION);
    }
  }

  @Test
  void mailThatCameByHttpHasAnUnknownClient() {
    harness.ask(HookPoints.ON_CONTENT_FILTER, plugin("10s"), MAIL.withoutSession()).proceeds();
    assertThat(milter.told()).contains("Clocalhost|U").noneMatch(one -> one.startsWith("H"));
  }

  @Test
  void withoutMiltersItDoesNothing() {
    harness.ask(HookPoints.ON_CONTENT_FILTER, new Milter("mx.example", Map.of()), MAIL).proceeds();
    assertThat(milter.told()).isEqualTo(List.of());
  }

  private Asked ask() {
    return harness.ask(HookPoints.ON_CONTENT_FILTER, plugin("10s"), MAIL);
  }

  private Milter plugin(String patience) {
    return new Milter(
        "mx.example", Map.of("milters", milter.address(), "commandTimeout", patience, "messageTimeout", patience));
  }

  private static Edit added(String raw) {
    return new Edit.AddField(new HeaderField(raw));
  }

  private static Mailbox box(String name) {
    return Mailbox.parse(name + "@local.example").orElseThrow();
  }
}
