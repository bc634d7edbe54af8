package org.karamail.hook.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.HookFault;
import org.karamail.hook.Later;
import org.karamail.hook.Notes;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.transaction.MailFromHook;

/** What becomes of hooks that throw, hang, spin, come late or are too many, and of everybody else meanwhile. */
class MisbehavingHooksTest {

  private static final Duration SHORT = Duration.ofMillis(250);

  private final Bench bench = new Bench(Map.of("maxThreads", "4"));
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicBoolean spinning = new AtomicBoolean(true);

  @AfterEach
  void end() {
    spinning.set(false);
    release.countDown();
    bench.close();
    await().untilAsserted(() -> assertThat(hookThreads()).isEmpty());
  }

  @Test
  void twentyFaultsInFiftyCallsQuarantineAHookAndAProbeThatSucceedsEndsIt() {
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean broken = new AtomicBoolean(true);
    Bench.AskedBuilder hook =
        at("broken", (mail, call) -> {
          calls.incrementAndGet();
          if (broken.get()) {
            throw new IllegalStateException("database is down");
          }
          return Verdict.accept();
        });

    for (int i = 0; i < 30; i++) {
      assertThat(decide(hook).verdict().kind()).isEqualTo(Verdict.Kind.DEFER);
    }

    assertThat(calls).hasValue(20);
    assertThat(hook.ledger.isQuarantined()).isTrue();
    assertThat(hook.ledger.figures().faults()).isEqualTo(Map.of(HookFault.Kind.EXCEPTION, 20L));
    broken.set(false);
    await().untilAsserted(() -> assertThat(decide(hook).verdict().kind()).isEqualTo(Verdict.Kind.PROCEED));
    assertThat(hook.ledger.isQuarantined()).isFalse();
    assertThat(bench.recoveries).hasSize(1);
  }

  @Test
  void aHookThatIgnoresItsInterruptLosesItsThreadAndIsQuarantinedASecondLaterUntilTheThreadEnds() {
    Bench.AskedBuilder deaf = at("deaf", (mail, call) -> spin()).timeout(SHORT);

    assertThat(decide(deaf).verdict().kind()).isEqualTo(Verdict.Kind.DEFER);

    await().until(deaf.ledger::isQuarantined);
    assertThat(bench.runner.lostThreads()).isEqualTo(1);
    assertThat(deaf.ledger.figures().lostThreads()).isEqualTo(1);
    long calls = deaf.ledger.figures().calls();
    assertThat(decide(deaf).verdict().kind()).isEqualTo(Verdict.Kind.DEFER);
    assertThat(deaf.ledger.figures().calls()).isEqualTo(calls);
    assertThat(decide(at("well", (mail, call) -> Verdict.accept())).verdict().kind()).isEqualTo(Verdict.Kind.PROCEED);
    spinning.set(false);
    await().untilAsserted(() -> assertThat(bench.runner.lostThreads()).isZero());
    await().untilAsserted(() -> assertThat(decide(deaf).verdict().kind()).isEqualTo(Verdict.Kind.PROCEED));
  }

  @Test
  void asManyHangingHooksAsThereAreThreadsHoldUpOthersNoLongerThanTheirBudget() {
    List<CompletionStage<GateDecision>> hanging = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      hanging.add(asking(at("hangs" + i, (mail, call) -> spin()).timeout(SHORT)));
    }

    assertThat(decide(at("well", (mail, call) -> Verdict.reject("5.7.1", "No"))).verdict().kind())
        .isEqualTo(Verdict.Kind.REJECT);
    hanging.forEach(one -> assertThat(Bench.await(one).verdict().kind()).isEqualTo(Verdict.Kind.DEFER));
  }

  @Test
  void aCallWithoutAPermitWaitsForOneAndAfterItsDeadlineItIsBusyWhichIsNoFault() {
    Bench.AskedBuilder slow = at("slow", (mail, call) -> waitForRelease()).permits(1, 1).timeout(Duration.ofSeconds(20));
    Asked hook = slow.build();
    CompletionStage<GateDecision> first = asking(hook);
    await().until(() -> slow.ledger.figures().calls() == 1);
    CompletionStage<GateDecision> second = asking(hook);
    Asked hurried = withTimeout(hook, SHORT);

    assertThat(Bench.await(asking(hurried)).verdict().kind()).isEqualTo(Verdict.Kind.DEFER);

    assertThat(slow.ledger.figures().busy()).isEqualTo(1);
    assertThat(slow.ledger.figures().allFaults()).isZero();
    assertThat(second.toCompletableFuture()).isNotDone();
    release.countDown();
    assertThat(Bench.await(first).verdict().kind()).isEqualTo(Verdict.Kind.PROCEED);
    assertThat(Bench.await(second).verdict().kind()).isEqualTo(Verdict.Kind.PROCEED);
    assertThat(slow.ledger.figures().successes()).isEqualTo(2);
  }

  @Test
  void anAnswerThatComesLaterHoldsNoThread() {
    List<CompletableFuture<Verdict>> promised = new ArrayList<>();
    List<CompletionStage<GateDecision>> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      CompletableFuture<Verdict> promise = new CompletableFuture<>();
      promised.add(promise);
      waiting.add(asking(at("later" + i, (mail, call) -> Later.of(promise))));
    }

    assertThat(decide(at("well", (mail, call) -> Verdict.accept())).verdict().kind()).isEqualTo(Verdict.Kind.PROCEED);
    promised.forEach(promise -> promise.complete(Verdict.reject("5.7.1", "No")));
    waiting.forEach(one -> assertThat(Bench.await(one).verdict().kind()).isEqualTo(Verdict.Kind.REJECT));
  }

  @Test
  void anAnswerThatNeverComesIsATimeOutAndGivesItsPermitBack() {
    Bench.AskedBuilder never =
        at("never", (mail, call) -> Later.of(new CompletableFuture<Verdict>())).permits(1, 1).timeout(SHORT);
    Asked hook = never.build();

    for (int i = 0; i < 3; i++) {
      assertThat(Bench.await(asking(hook)).verdict().kind()).isEqualTo(Verdict.Kind.DEFER);
    }

    assertThat(never.ledger.figures().faults()).isEqualTo(Map.of(HookFault.Kind.TIMEOUT, 3L));
    assertThat(never.ledger.figures().busy()).isZero();
  }

  @Test
  void aLateCallLeavesNothingBehind() {
    NoteBook.Page page = new NoteBook.Page();
    NoteBook book = new NoteBook(Optional.of(page), Optional.empty(), Optional.empty());
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    Asked late =
        at("late", (mail, call) -> {
          call.notes().put(Notes.Scope.CONNECTION, "early", 1);
          waitForRelease();
          try {
            call.notes().put(Notes.Scope.CONNECTION, "late", 1);
          } catch (IllegalStateException over) {
            refused.complete(over);
          }
          return call.cancelled() && call.remaining().isZero() ? Verdict.reject("5.7.1", "late") : Verdict.accept();
        }).timeout(SHORT).build();

    GateDecision decision = Bench.await(asking(bench.chains(book), late));
    release.countDown();

    assertThat(decision.verdict().kind()).isEqualTo(Verdict.Kind.DEFER);
    assertThat(refused).succeedsWithin(Duration.ofSeconds(20));
    assertThat(page.all()).isEmpty();
  }

  @Test
  void aClosedEngineEndsWhatIsUnderWayAsDeferredAndLeavesNoThread() {
    CompletionStage<GateDecision> running = asking(at("slow", (mail, call) -> waitForRelease()));
    CompletionStage<GateDecision> later = asking(at("later", (mail, call) -> Later.of(new CompletableFuture<Verdict>())));
    await().until(() -> hookThreads().size() > 2);

    bench.close();

    assertThat(Bench.await(later).verdict().kind()).isEqualTo(Verdict.Kind.DEFER);
    assertThat(Bench.await(running).verdict().kind()).isIn(Verdict.Kind.DEFER, Verdict.Kind.PROCEED);
    assertThat(decide(at("after", (mail, call) -> Verdict.accept())).verdict().kind()).isEqualTo(Verdict.Kind.DEFER);
  }

  private Bench.AskedBuilder at(String component, MailFromHook hook) {
    return bench.asked(HookPoints.ON_MAIL_FROM, component, hook);
  }

  private GateDecision decide(Bench.AskedBuilder hook) {
    return Bench.await(asking(hook));
  }

  private CompletionStage<GateDecision> asking(Bench.AskedBuilder hook) {
    return asking(hook.build());
  }

  private CompletionStage<GateDecision> asking(Asked hook) {
    return asking(bench.chains(), hook);
  }

  private static CompletionStage<GateDecision> asking(Chains chains, Asked hook) {
    return chains.gate(HookPoints.ON_MAIL_FROM, List.of(hook), edits -> SampleViews.of(HookPoints.ON_MAIL_FROM));
  }

  private Verdict waitForRelease() {
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException deaf) {
        assertThat(deaf).isNotNull(); // this hook goes on waiting whatever it is told
      }
    }
    return Verdict.proceed();
  }

  private Verdict spin() {
    while (spinning.get()) {
      Thread.onSpinWait();
    }
    return Verdict.accept();
  }

  private static Asked withTimeout(Asked hook, Duration timeout) {
    Asked.Terms terms = hook.terms().get();
    return new Asked(
        hook.hook(), hook.plugin(), hook.point(), () -> new Asked.Terms(terms.mode(), timeout, terms.failure()),
        hook.presence(), hook.duty(), hook.required(), hook.dataFolder(), hook.loader(), hook.ledger(), hook.ownPermits(),
        hook.pluginPermits());
  }

  private static List<String> hookThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("karamail-hook-"))
        .toList();
  }
}
