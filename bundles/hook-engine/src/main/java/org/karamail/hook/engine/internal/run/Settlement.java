package org.karamail.hook.engine.internal.run;

import java.util.Optional;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.internal.run.Asked.Terms;

/**
 * What comes of the calls of a chain, told to whom it concerns: the fold, the ledger of the hook, and whoever listens for
 * faults. A hook in shadow mode is judged, and the fold hears nothing of it. Used by whoever owns the chain at that moment.
 *
 * @param <V> the view
 */
final class Settlement<V> {

  private final HookRunner runner;
  private final HookPoint<?, V> point;
  private final HookSubject subject;
  private final Fold<V, ?> fold;

  Settlement(HookRunner runner, HookPoint<?, V> point, HookSubject subject, Fold<V, ?> fold) {
    this.runner = runner;
    this.point = point;
    this.subject = subject;
    this.fold = fold;
  }

  /** It cannot be asked now, and that is not its fault. */
  void defer(Asked asked, Terms terms) {
    if (terms.mode() == HookMode.Mode.ENFORCE) {
      fold.takeBusy(asked);
    }
  }

  /** The same for want of a permit or of time, which is counted. */
  void busy(Asked asked, Terms terms) {
    asked.ledger().wasBusy();
    defer(asked, terms);
  }

  /** Its failure policy answers for it. */
  void standIn(Asked asked, Terms terms) {
    if (terms.mode() == HookMode.Mode.ENFORCE) {
      fold.takeFault(terms.failure(), asked);
    }
  }

  /** An answer came in time, and counts unless the plugin was taken away under it. */
  void answered(Asked asked, Terms terms, RunningCall call, Answered answered, long started, Usage used) {
    if (asked.presence().get() == Asked.Presence.CUT) {
      asked.ledger().spentLate(used);
      defer(asked, terms);
      return;
    }
    Optional<Problem> problem = answered.problem().or(() -> illegality(asked, terms, answered.given()));
    if (problem.isPresent()) {
      asked.ledger().spentLate(used);
      fault(asked, terms, problem.get(), started);
      return;
    }
    call.keepNotes();
    succeeded(asked, terms, answered, started, used);
  }

  /** None came within the call's own time. */
  void timedOut(Asked asked, Terms terms, long started) {
    String detail = "no answer within " + terms.timeout().toMillis() + " ms";
    fault(asked, terms, new Problem(HookFault.Kind.TIMEOUT, detail), started);
  }

  /** None came before the time of the whole chain was over, or the engine stopped: nobody's fault. */
  void cutOff(Asked asked, Terms terms) {
    asked.ledger().ranOutOfBudget();
    defer(asked, terms);
  }

  private void succeeded(Asked asked, Terms terms, Answered answered, long started, Usage used) {
    if (terms.mode() == HookMode.Mode.SHADOW) {
      runner.shadowed(asked, subject, answered);
    }
    long now = System.nanoTime();
    asked
        .ledger()
        .succeeded(answered.inAWord(), now - started, used, now)
        .ifPresent(quarantined -> runner.recovered(asked, quarantined));
  }

  private void fault(Asked asked, Terms terms, Problem problem, long started) {
    long now = System.nanoTime();
    boolean quarantined = asked.ledger().faulted(problem, now - started, now);
    standIn(asked, terms);
    runner.faulted(asked, point, subject, problem, terms, quarantined);
  }

  private Optional<Problem> illegality(Asked asked, Terms terms, Object given) {
    String wrong;
    try {
      wrong = terms.mode() == HookMode.Mode.SHADOW ? fold.judge(given) : fold.take(given, asked);
    } catch (RuntimeException malformed) { // a null where none may be
      wrong = "the answer is malformed: " + malformed;
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(new Problem(HookFault.Kind.ILLEGAL_VERDICT, wrong));
  }
}
