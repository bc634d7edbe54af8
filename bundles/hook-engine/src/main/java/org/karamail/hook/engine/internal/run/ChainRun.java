package org.karamail.hook.engine.internal.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.Hook;
import org.karamail.hook.HookMode;
import org.karamail.hook.Later;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.internal.run.Asked.Terms;

/**
 * The hooks of one point being asked, one after the other.
 *
 * <p>A chain runs from end to end on one hook thread, so hooks that behave cost no hand-over. It outlives its thread: when a
 * call is overdue the watchdog closes it, gives its thread up, and the chain goes on with another. It leaves its thread of
 * its own will in two cases: a hook answers later, or a permit must be waited for. At any time exactly one party owns the
 * chain's state: the thread inside {@link #run}, or whoever wins the compare-and-set of the open call, or the one who is
 * granted the permit; each hands it on through the pool's lock.
 */
final class ChainRun<H extends Hook, V, R> implements Runnable {

  private static final long SHORT_NANOS = 500_000;

  private final HookRunner runner;
  private final HookPoint<H, V> point;
  private final List<Asked> hooks;
  private final HookSubject subject;
  private final Fold<V, R> fold;
  private final Settlement<V> settlement;
  private final long deadline;
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private int next;

  /** What the thread's processor clock said when the last call ended; what we do between two calls counts with the second. */
  private long clock;
  private Optional<PermitPair> waitingFor = Optional.empty();

  /**
   * A chain that has not begun.
   *
   * @param deadline of the whole chain, by {@link System#nanoTime()}
   */
  ChainRun(
      HookRunner runner,
      HookPoint<H, V> point,
      List<Asked> hooks,
      HookSubject subject,
      Fold<V, R> fold,
      long deadline) {
    this.runner = runner;
    this.point = point;
    this.hooks = hooks;
    this.subject = subject;
    this.fold = fold;
    this.settlement = new Settlement<>(runner, point, subject, fold);
    this.deadline = deadline;
  }

  CompletionStage<R> result() {
    return result;
  }

  @Override
  public void run() {
    clock = Usage.ofThisThread().cpuNanos();
    try {
      while (next < hooks.size()) {
        if (!askNext(hooks.get(next))) {
          return;
        }
      }
      finish();
    } catch (RuntimeException | Error ours) { // not a plugin's: the view could not be made, for one
      runner.watchdog().chainEnded();
      result.completeExceptionally(ours);
    }
  }

  /** Whether those who are still to be asked answer soon, by experience. */
  boolean isShort() {
    long expected = 0;
    for (int i = next; i < hooks.size() && expected < SHORT_NANOS; i++) {
      expected += hooks.get(i).ledger().typicalNanos();
    }
    return expected < SHORT_NANOS;
  }

  /** Ends it without asking anybody any more, because the engine stops: who has not been asked counts as busy. */
  void abandon() {
    for (Asked asked : hooks.subList(next, hooks.size())) {
      settlement.defer(asked, asked.terms().get());
    }
    finish();
  }

  private void finish() {
    runner.watchdog().chainEnded();
    result.complete(fold.result());
  }

  /** Goes on where the last thread left off, on a thread of the pool. */
  private void resume() {
    runner.resume(this, this);
  }

  /** Asks one hook; answers whether the chain is still on this thread. */
  private boolean askNext(Asked asked) {
    Terms terms = asked.terms().get();
    if (isAnsweredWithoutCall(asked, terms)) {
      waitingFor.ifPresent(waited -> letGo(asked, waited));
      waitingFor = Optional.empty();
      next++;
      return true;
    }
    Optional<PermitPair> permits = permits(asked, terms);
    if (permits.isEmpty()) {
      return false;
    }
    waitingFor = Optional.empty();
    next++;
    if (permits.get().isRefused()) {
      settlement.busy(asked, terms);
      return true;
    }
    return call(asked, terms, permits.get());
  }

  private static void letGo(Asked asked, PermitPair waited) {
    waited.release();
    asked.ledger().callNotMade();
  }

  /** Whether this hook is not to be called; what that means has then been told to the fold. */
  private boolean isAnsweredWithoutCall(Asked asked, Terms terms) {
    if (terms.mode() == HookMode.Mode.OFF || asked.isIdle(subject) || fold.isDone(asked.isRequired())) {
      return true;
    }
    if (asked.presence().get() == Asked.Presence.ABSENT) {
      asked.ledger().wasAbsent();
      settlement.standIn(asked, new Terms(terms.mode(), terms.timeout(), asked.failureWhenAbsent()));
      return true;
    }
    if (asked.presence().get() == Asked.Presence.CUT || subject.gone().getAsBoolean()) {
      settlement.defer(asked, terms);
      return true;
    }
    if (isOverBudget()) {
      settlement.busy(asked, terms);
      return true;
    }
    boolean admitted =
        waitingFor.isPresent() ? !asked.ledger().isQuarantined() : asked.ledger().admits(System.nanoTime());
    if (!admitted) {
      settlement.standIn(asked, terms);
    }
    return !admitted;
  }

  /** The permits for a call, or a refusal; empty when the chain now waits for them in line, off this thread. */
  private Optional<PermitPair> permits(Asked asked, Terms terms) {
    PermitPair pair = waitingFor.orElseGet(() -> new PermitPair(asked, deadlineOf(terms), this::resume));
    waitingFor.ifPresent(runner.watchdog()::forget);
    if (pair.acquire()) {
      return Optional.of(pair);
    }
    waitingFor = Optional.of(pair);
    runner.watchdog().watch(pair);
    pair.arm();
    return Optional.empty();
  }

  private boolean call(Asked asked, Terms terms, PermitPair permits) {
    V view = viewFor(permits);
    OpenCall open = new OpenCall(asked, terms, permits);
    RunningCall call = new RunningCall(asked, subject, deadlineOf(terms), open::expired);
    asked.ledger().began();
    Usage before = Usage.ofThisThread(clock);
    Answered answered =
        HookThread.current().runPluginCode(
            call, asked.loader(), () -> Answered.of(point.invoke(point.type().cast(asked.hook()), view, call)));
    Usage after = Usage.ofThisThread();
    Usage used = after.since(before);
    if (answered.isLater() && call.isOpen()) {
      await((Later<?>) answered.given(), call, open, used);
      return false;
    }
    if (!call.close()) {
      asked.ledger().spentLate(used);
      permits.release();
      return false;
    }
    clock = after.cpuNanos();
    open.settle(call, answered, used);
    return true;
  }

  private V viewFor(PermitPair permits) {
    try {
      return fold.view();
    } catch (RuntimeException | Error unmade) {
      permits.release();
      throw unmade;
    }
  }

  private void await(Later<?> later, RunningCall call, OpenCall open, Usage used) {
    runner.watchdog().watch(call);
    open.leftItsThread();
    try {
      var unused =
          later.stage().whenComplete((answer, failure) -> arrived(Answered.later(answer, failure), call, open, used));
    } catch (RuntimeException | Error misbehaved) { // a stage of the plugin's own making, or none at all
      arrived(Answered.later(null, misbehaved), call, open, used);
    }
  }

  /** On the plugin's thread: only closes the call and hands the chain to a thread of ours. */
  private void arrived(Answered answered, RunningCall call, OpenCall open, Usage used) {
    runner.watchdog().forget(call);
    if (call.close()) {
      runner.resume(
          this,
          () -> {
            open.settle(call, answered, used);
            run();
          });
    } else {
      open.asked.ledger().spentLate(used);
    }
  }

  private boolean isOverBudget() {
    return System.nanoTime() - deadline >= 0;
  }

  private long deadlineOf(Terms terms) {
    long own = System.nanoTime() + terms.timeout().toNanos();
    return own - deadline < 0 ? own : deadline;
  }

  /** What is known of a call while it is open, and what follows when it is closed. */
  private final class OpenCall {

    private final Asked asked;
    private final Terms terms;
    private final PermitPair permits;
    private final long started = System.nanoTime();
    private volatile boolean holdsNoThread;

    OpenCall(Asked asked, Terms terms, PermitPair permits) {
      this.asked = asked;
      this.terms = terms;
      this.permits = permits;
    }

    /** The answer is in. */
    void settle(RunningCall call, Answered answered, Usage used) {
      permits.release();
      settlement.answered(asked, terms, call, answered, started, used);
    }

    /** The hook answers later: from here on an overdue call occupies nothing of ours. */
    void leftItsThread() {
      holdsNoThread = true;
    }

    /** Its time is over; called by the watchdog, once, instead of settle. A thread that still runs it keeps the permits. */
    void expired() {
      if (holdsNoThread) {
        permits.release();
      }
      if (isOverBudget() || runner.isClosing()) {
        settlement.cutOff(asked, terms);
      } else {
        settlement.timedOut(asked, terms, started);
      }
      resume();
    }
  }
}
