package org.karamail.hook.engine.internal.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.Caller;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction.Resolved;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.hook.engine.ViewSource;

/** Asks the hooks of a point in the way of its shape. */
public final class Chains {

  private final HookRunner runner;
  private final HookSubject subject;
  private volatile boolean atFinalDot;
  private volatile long finalDotDeadline;

  public Chains(HookRunner runner, HookSubject subject) {
    this.runner = runner;
    this.subject = subject;
  }

  public <H extends Hook, V> CompletionStage<GateDecision> gate(
      HookPoint<H, V> point, List<Asked> hooks, ViewSource<V> views) {
    return ask(point, hooks, new GateFold<>(point, views));
  }

  public <H extends Hook, V, R extends CheckResult> CompletionStage<List<R>> check(
      HookPoint<H, V> point, List<Asked> hooks, V view, boolean all, R temperror) {
    return ask(point, hooks, new CheckFold<>(view, all, temperror));
  }

  public <H extends Hook, V, T> CompletionStage<Resolved<T>> resolve(
      HookPoint<H, V> point, List<Asked> hooks, V view, Class<T> type) {
    return ask(point, hooks, new ResolverFold<>(view, type));
  }

  public <H extends Hook, V> CompletionStage<RewriteDecision> rewrite(
      HookPoint<H, V> point, List<Asked> hooks, ViewSource<V> views) {
    return ask(point, hooks, new RewriteFold<>(views));
  }

  public <H extends Hook, V> CompletionStage<Boolean> observe(HookPoint<H, V> point, List<Asked> hooks, V view) {
    if (runner.isOverrun()) {
      hooks.forEach(dropped -> dropped.ledger().wasBusy());
      return CompletableFuture.completedStage(false);
    }
    return ask(point, hooks, new ObserverFold<>(view));
  }

  private <H extends Hook, V, R> CompletionStage<R> ask(HookPoint<H, V> point, List<Asked> hooks, Fold<V, R> fold) {
    return runner.ask(point, hooks, subject, fold, deadlineOf(point));
  }

  /** All points between the final dot and its reply share one budget; elsewhere each has its own. */
  private long deadlineOf(HookPoint<?, ?> point) {
    long now = System.nanoTime();
    HookSettings settings = runner.settings();
    if (point.caller() == Caller.SMTP_SERVER) {
      return now + settings.commandBudget().toNanos();
    }
    if (point.caller() != Caller.INTAKE) {
      return now + settings.messageBudget().toNanos();
    }
    if (!atFinalDot) {
      atFinalDot = true;
      finalDotDeadline = now + settings.messageBudget().toNanos();
    }
    return finalDotDeadline;
  }
}
