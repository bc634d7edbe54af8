package org.karamail.hook.engine.internal.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.Caller;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction.Resolved;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.hook.engine.ViewSource;

/** Asks the hooks of a point in the way of its shape. */
public final class Chains {

  private final HookRunner runner;
  private final HookSubject subject;
  private final Budget command = new Budget();
  private final Budget finalDot = new Budget();

  public Chains(HookRunner runner, HookSubject subject) {
    this.runner = runner;
    this.subject = subject;
  }

  /** The points of the next command have a budget of their own. */
  public void nextCommand() {
    command.renew();
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

  /** Collects the own figures of plugins. */
  public CompletionStage<List<PluginFigure>> collect(List<Asked> hooks) {
    return ask(HookPoints.ON_METRICS_COLLECT, hooks, new MetricsFold());
  }

  private <H extends Hook, V, R> CompletionStage<R> ask(HookPoint<H, V> point, List<Asked> hooks, Fold<V, R> fold) {
    return runner.ask(point, hooks, subject, fold, deadlineOf(point));
  }

  /** All points of a command share one budget, and so do all between the final dot and its reply; elsewhere each has its own. */
  private long deadlineOf(HookPoint<?, ?> point) {
    HookSettings settings = runner.settings();
    return switch (point.caller()) {
      case SMTP_SERVER -> command.deadline(settings.commandBudget());
      case INTAKE -> finalDot.deadline(settings.messageBudget());
      case DELIVERY, HOOK_ENGINE -> System.nanoTime() + settings.messageBudget().toNanos();
    };
  }
}
