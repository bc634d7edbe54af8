package org.karamail.hook.engine.internal.run;

import java.util.List;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookTransaction.Resolved;
import org.karamail.hook.engine.RewriteDecision;

/** What a chain of hooks came to, whatever the shape of its point. */
final class Decisions {

  private Decisions() {}

  /** Asks these hooks as the point's shape demands, and waits for what comes of it. */
  static <H extends Hook, V> Object askThrough(Chains chains, HookPoint<H, V> point, List<Asked> hooks) {
    V view = SampleViews.of(point);
    return switch (point.shape()) {
      case GATE -> Bench.await(chains.gate(point, hooks, edits -> view));
      case CHECK -> Bench.await(
          chains.check(point, hooks, view, true, Scripted.result(point, CheckResult.Value.TEMPERROR)));
      case REWRITER -> Bench.await(chains.rewrite(point, hooks, edits -> view));
      case RESOLVER -> Bench.await(chains.resolve(point, hooks, view, String.class));
      case OBSERVER -> Bench.await(chains.observe(point, hooks, view));
    };
  }

  static List<CheckResult.Value> valuesOf(Object decision) {
    return ((List<?>) decision).stream().map(result -> ((CheckResult) result).value()).toList();
  }

  /** Whether what was asked about is put off. */
  static boolean isDeferred(HookPoint<?, ?> point, Object decision) {
    return switch (point.shape()) {
      case GATE -> ((GateDecision) decision).verdict().kind() == Verdict.Kind.DEFER;
      case REWRITER -> ((RewriteDecision) decision).deferred();
      case RESOLVER -> ((Resolved<?>) decision).deferred();
      case CHECK, OBSERVER -> false;
    };
  }

  /** Whether the point can put something off at all. */
  static boolean mayDefer(HookPoint<?, ?> point) {
    return switch (point.shape()) {
      case GATE -> point.verdicts().contains(Verdict.Kind.DEFER);
      case REWRITER, RESOLVER -> true;
      case CHECK, OBSERVER -> false;
    };
  }
}
