package org.karamail.testkit.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.hook.Answer;
import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Duty;
import org.karamail.hook.Edits;
import org.karamail.hook.HookFault;
import org.karamail.hook.Later;
import org.karamail.hook.Notes.Scope;
import org.karamail.hook.Outcome;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.message.HeadersHook;
import org.karamail.hook.transaction.RcptToHook;
import org.karamail.model.MailDomain;
import org.karamail.model.Route;

class HookHarnessTest {

  private final HookHarness harness = HookHarness.create();

  static Iterable<HookPoint<?, ?>> everyPoint() {
    return HookPoints.ALL;
  }

  @ParameterizedTest
  @MethodSource("everyPoint")
  void everyPointHasASampleView(HookPoint<?, ?> point) {
    assertThat(Views.of(point)).isInstanceOf(point.view());
  }

  @Test
  void aGateIsAskedAndItsVerdictIsToldApart() {
    assertThat(rcpt((rcpt, call) -> Verdict.proceed()).proceeds().verdict()).isEqualTo(Verdict.proceed());
    rcpt((rcpt, call) -> Verdict.accept()).accepts();
    rcpt((rcpt, call) -> Verdict.defer("4.7.1", "Later")).defers("4.7.1").saying("Later");
    rcpt((rcpt, call) -> Verdict.reject("5.7.1", "Never").andClose()).rejects("5.7.1").closing();
    rcpt((rcpt, call) -> Verdict.delay(Duration.ofSeconds(2), "slow")).delays(Duration.ofSeconds(2));
    rcpt((rcpt, call) -> Verdict.quarantine("odd")).quarantines();
  }

  @Test
  void aHookWithoutWorkIsNotAskedAndHasNothingAgainstIt() {
    Duty none = new Duty();
    none.everywhereIf(false);
    RcptToHook idle =
        new RcptToHook() {
          @Override
          public Verdict onRcptTo(RcptTo rcpt, Call call) {
            return Verdict.reject("5.7.1", "Never");
          }

          @Override
          public Duty duty() {
            return none;
          }
        };

    rcpt(idle).isIdle().proceeds();
    assertThatThrownBy(() -> rcpt((rcpt, call) -> Verdict.proceed()).isIdle()).isInstanceOf(AssertionError.class);
  }

  @Test
  void anotherAnswerThanTheExpectedFailsAndNamesPointAndAnswer() {
    assertThatThrownBy(() -> rcpt((rcpt, call) -> Verdict.reject("5.7.1", "Never")).proceeds())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("onRcptTo")
        .hasMessageContaining("PROCEED")
        .hasMessageContaining("550 5.7.1 Never");
    assertThatThrownBy(() -> rcpt((rcpt, call) -> Verdict.defer("4.7.1", "Later")).defers("4.2.0"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("4.2.0");
  }

  @Test
  void everyWayToGoWrongIsItsFault() {
    rcpt((rcpt, call) -> { throw new IllegalStateException("broken"); }).faults(HookFault.Kind.EXCEPTION);
    rcpt((rcpt, call) -> { throw new StackOverflowError(); }).faults(HookFault.Kind.ERROR);
    rcpt((rcpt, call) -> null).faults(HookFault.Kind.NULL_ANSWER);
    rcpt((rcpt, call) -> Verdict.discard("no message yet")).faults(HookFault.Kind.ILLEGAL_VERDICT);
    rcpt((rcpt, call) -> Verdict.proceed().with(Edits.addField("X-A", "b"))).faults(HookFault.Kind.ILLEGAL_VERDICT);
    rcpt((rcpt, call) -> later(CompletableFuture.failedFuture(new IllegalStateException("broken"))))
        .faults(HookFault.Kind.FAILED_STAGE);
    rcpt((rcpt, call) -> later(CompletableFuture.completedFuture(null))).faults(HookFault.Kind.NULL_ANSWER);
    harness.budget(Duration.ofMillis(20));
    rcpt((rcpt, call) -> later(new CompletableFuture<>())).faults(HookFault.Kind.TIMEOUT);
  }

  @Test
  void anAnswerThatComesLaterIsWaitedFor() {
    rcpt((rcpt, call) -> later(CompletableFuture.supplyAsync(Verdict::accept))).accepts();
  }

  @Test
  void editsOfAContentGateAreSeen() {
    HeadersHook stamp = (message, call) -> Verdict.proceed().with(Edits.addField("X-Seen", "yes"));
    harness.ask(HookPoints.ON_HEADERS, stamp, IncomingView.sample()).proceeds().adds("X-Seen", "yes");
  }

  @Test
  void checksResolversRewritersAndObserversAreAskedToo() {
    CheckResult.Spf pass = new CheckResult.Spf(CheckResult.Value.PASS, new MailDomain("client.example"), "");
    Asked spf = harness.ask(HookPoints.ON_SPF_CHECK, (mail, call) -> CheckAnswer.of(pass), MailFromView.sample());
    assertThat(spf.result()).isEqualTo(pass);
    Route route = new Route("smtp", "relay.example");
    assertThat(harness.ask(HookPoints.ON_ROUTE, (request, call) -> Answer.of(route), RouteView.sample()).value())
        .isEqualTo(Optional.of(route));
    Edits sign = Edits.addField("DKIM-Signature", "v=1");
    Asked signed = harness.ask(HookPoints.ON_OUTBOUND_MESSAGE, (mail, call) -> Rewrite.of(sign), QueuedView.sample());
    assertThat(signed.edits()).isEqualTo(sign.list());
    RecordedMetrics sink = new RecordedMetrics();
    harness.ask(HookPoints.ON_METRICS_COLLECT, (metrics, call) -> metrics.gauge("held", 3, Map.of()), sink);
    assertThat(sink.value("held", Map.of())).contains(3.0);
  }

  @Test
  void notesLastAsLongAsTheirScopeAndAFaultLeavesNone() {
    rcpt((rcpt, call) -> {
      call.notes().put(Scope.CONNECTION, "seen", 1);
      call.notes().put(Scope.TRANSACTION, "last", "bob");
      return Verdict.proceed();
    });
    rcpt((rcpt, call) -> {
      call.notes().put(Scope.CONNECTION, "seen", 2);
      throw new IllegalStateException("broken");
    });
    assertThat(harness.notes().find(Scope.CONNECTION, "seen")).contains(1L);
    assertThat(harness.endTransaction().notes().all(Scope.TRANSACTION)).isEmpty();
    rcpt((rcpt, call) -> {
      assertThat(call.notes().number(Scope.CONNECTION, "seen")).hasValue(1);
      return Verdict.proceed();
    }).proceeds();
  }

  @Test
  void notesBeyondTheLimitsAreRefusedAsTheEngineRefusesThem() {
    rcpt((rcpt, call) -> {
      assertThatThrownBy(() -> call.notes().put(Scope.CONNECTION, "k", "x".repeat(5000)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> call.notes().put(Scope.CONNECTION, "k".repeat(65), 1))
          .isInstanceOf(IllegalArgumentException.class);
      for (int i = 0; i < 64; i++) {
        call.notes().put(Scope.CONNECTION, "k" + i, i);
      }
      assertThatThrownBy(() -> call.notes().put(Scope.CONNECTION, "one more", 1))
          .isInstanceOf(IllegalArgumentException.class);
      return Verdict.proceed();
    }).proceeds();
  }

  @Test
  void whatIsLoggedAndWrittenCanBeLookedAt(@TempDir Path folder) {
    HookHarness own = HookHarness.in(folder.resolve("data"));
    RcptToHook writes = (rcpt, call) -> {
      call.log().warn("odd recipient {} of {}", rcpt.recipient(), 3);
      assertThat(call.dataFolder()).isDirectory();
      assertThat(call.remaining()).isPositive();
      return Verdict.proceed();
    };
    own.ask(HookPoints.ON_RCPT_TO, writes, RcptToView.sample()).proceeds();
    assertThat(own.log()).containsExactly("WARN odd recipient bob@local.example of 3");
    assertThat(Files.isDirectory(folder.resolve("data"))).isTrue();
  }

  private static Outcome<Verdict> later(CompletableFuture<Verdict> stage) {
    return Later.of(stage);
  }

  private Asked rcpt(RcptToHook hook) {
    return harness.ask(HookPoints.ON_RCPT_TO, hook, RcptToView.sample());
  }
}
