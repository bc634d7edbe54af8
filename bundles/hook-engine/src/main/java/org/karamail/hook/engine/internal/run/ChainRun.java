package org.karamail.hook.engine.internal.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFault;
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

  private final HookRunner runner;
  private final HookPoint<H, V> point;
  private final List<Asked> hooks;
  private final HookSubject subject;
  private final Fold<V, R> fold;
  private final long chainDeadline;
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private int next;
  private Optional<PermitPair> waitingFor = Optional.empty();

  ChainRun(
      HookRunner runner,
      HookPoint<H, V> point,
      List<Asked> hooks,
      HookSubject subject,
      Fold<V, R> fold,
      Duration budget) {
    this.runner = runner;
    this.point = point;
    this.hooks = hooks;
    this.subject = subject;
    this.fold = fold;
    this.chainDeadline = System.nanoTime() + budget.toNanos();
  }

  CompletionStage<R> result() {
    return result;
  }

  @Override
  public void run() {
    try {
      while (next < hooks.size()) {
        if (!askNext(hooks.get(next))) {
          return;
        }
      }
      finish();
    } catch (RuntimeException | Error ours) {
      runner.watchdog().chainEnded();
      result.completeExceptionally(ours);
      throw ours;
    }
  }

  private void finish() {
    runner.watchdog().chainEnded();
    result.complete(fold.result());
  }

  /** Asks one hook; answers whether the chain is still on this thread. */
  private boolean askNext(Asked asked) {
    Terms terms = asked.terms().get();
    if (terms.mode() == HookMode.Mode.OFF || fold.isDone(asked.required())) {
      next++;
      return true;
    }
    if (waitingFor.isEmpty() && !asked.ledger().admits(System.nanoTime())) {
      next++;
      standIn(asked, terms);
      return true;
    }
    if (isOverBudget() || subject.gone().getAsBoolean()) {
      waitingFor.ifPresent(PermitPair::release);
      skipAsBusy(asked);
      return true;
    }
    Optional<PermitPair> permits = permits(asked, terms);
    if (permits.isEmpty()) {
      return false;
    }
    waitingFor = Optional.empty();
    if (permits.get().isRefused()) {
      skipAsBusy(asked);
      return true;
    }
    next++;
    return call(asked, terms, permits.get());
  }

  /** The permits for a call, or a refusal; empty when the chain now waits for them in line, off this thread. */
  private Optional<PermitPair> permits(Asked asked, Terms terms) {
    PermitPair pair =
        waitingFor.orElseGet(() -> new PermitPair(asked, deadlineOf(terms), () -> runner.pool().execute(this)));
    runner.watchdog().forget(pair);
    if (pair.acquire()) {
      return Optional.of(pair);
    }
    waitingFor = Optional.of(pair);
    runner.watchdog().watch(pair);
    pair.arm();
    return Optional.empty();
  }

  private boolean call(Asked asked, Terms terms, PermitPair permits) {
    HookThread thread =
        HookThread.running().orElseThrow(() -> new IllegalStateException("hooks are called on hook threads only"));
    V view = fold.view();
    long started = System.nanoTime();
    OpenCall open = new OpenCall(asked, terms, permits, started);
    RunningCall call =
        new RunningCall(asked, subject, deadlineOf(terms), runner.logOf(asked, point, subject), open::expired);
    Usage before = Usage.ofThisThread();
    Answered answered = invoke(asked, view, call, thread);
    Usage used = Usage.ofThisThread().since(before);
    if (answered.answer() instanceof Later<?> later && call.isOpen()) {
      await(later, call, open, used);
      return false;
    }
    if (!call.close()) {
      asked.ledger().spentLate(used.cpuNanos(), used.bytes());
      permits.release();
      return false;
    }
    open.settle(call, answered, used);
    return true;
  }

  private Answered invoke(Asked asked, V view, RunningCall call, HookThread thread) {
    ClassLoader ours = thread.getContextClassLoader();
    thread.setContextClassLoader(asked.loader().orElse(ours));
    thread.enter(call);
    try {
      return Answered.of(point.invoke(point.type().cast(asked.hook()), view, call));
    } catch (Throwable anything) { // the one border at which whatever a plugin throws is contained
      return Answered.thrown(anything);
    } finally {
      thread.leave();
      thread.setContextClassLoader(ours);
    }
  }

  private void await(Later<?> later, RunningCall call, OpenCall open, Usage used) {
    runner.watchdog().watch(call);
    try {
      later.stage().whenComplete((answer, failure) -> arrived(Answered.later(answer, failure), call, open, used));
    } catch (RuntimeException | Error misbehaved) { // a stage of the plugin's own making
      arrived(Answered.later(null, misbehaved), call, open, used);
    }
  }

  /** On the plugin's thread: only closes the call and hands the chain to a thread of ours. */
  private void arrived(Answered answered, RunningCall call, OpenCall open, Usage used) {
    runner.watchdog().forget(call);
    if (call.close()) {
      runner.pool()
          .execute(
              () -> {
                open.settle(call, answered, used);
                run();
              });
    } else {
      open.permits.release();
    }
  }

  private boolean isOverBudget() {
    return System.nanoTime() - chainDeadline >= 0;
  }

  private long deadlineOf(Terms terms) {
    long own = System.nanoTime() + terms.timeout().toNanos();
    return own - chainDeadline < 0 ? own : chainDeadline;
  }

  private void skipAsBusy(Asked asked) {
    waitingFor = Optional.empty();
    next++;
    asked.ledger().wasBusy();
    if (asked.terms().get().mode() == HookMode.Mode.ENFORCE) {
      fold.takeBusy(asked);
    }
  }

  private void standIn(Asked asked, Terms terms) {
    if (terms.mode() == HookMode.Mode.ENFORCE) {
      fold.takeFault(terms.failure(), asked);
    }
  }

  /** What is known of a call while it is open, and what follows when it is closed. */
  private final class OpenCall {

    private final Asked asked;
    private final Terms terms;
    private final PermitPair permits;
    private final long started;

    OpenCall(Asked asked, Terms terms, PermitPair permits, long started) {
      this.asked = asked;
      this.terms = terms;
      this.permits = permits;
      this.started = started;
    }

    /** The answer is in, and counts. */
    void settle(RunningCall call, Answered answered, Usage used) {
      permits.release();
      long now = System.nanoTime();
      Optional<Problem> problem = answered.problem().or(() -> illegality(answered));
      if (problem.isPresent()) {
        asked.ledger().spentLate(used.cpuNanos(), used.bytes());
        fault(problem.get(), now);
        return;
      }
      call.keepNotes();
      asked.ledger()
          .succeeded(now - started, used.cpuNanos(), used.bytes(), now)
          .ifPresent(quarantined -> runner.recovered(asked, quarantined));
    }

    /** Its time is over; called by the watchdog, once, instead of settle. */
    void expired() {
      if (isOverBudget()) {
        asked.ledger().wasBusy();
        if (terms.mode() == HookMode.Mode.ENFORCE) {
          fold.takeBusy(asked);
        }
      } else {
        fault(new Problem(HookFault.Kind.TIMEOUT, "no answer within " + terms.timeout()), System.nanoTime());
      }
      runner.pool().execute(ChainRun.this);
    }

    private Optional<Problem> illegality(Answered answered) {
      Object given = answered.given();
      String wrong = terms.mode() == HookMode.Mode.SHADOW ? fold.judge(given) : fold.take(given, asked);
      return wrong.isEmpty() ? Optional.empty() : Optional.of(new Problem(HookFault.Kind.ILLEGAL_VERDICT, wrong));
    }

    private void fault(Problem problem, long now) {
      boolean quarantined = asked.ledger().faulted(problem.kind(), now - started, now);
      standIn(asked, terms);
      runner.faulted(asked, point, subject, problem, terms, quarantined);
    }
  }
}
