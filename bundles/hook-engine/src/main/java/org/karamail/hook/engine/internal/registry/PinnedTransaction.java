package org.karamail.hook.engine.internal.registry;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.hook.engine.ViewSource;
import org.karamail.hook.engine.internal.run.Asked;
import org.karamail.hook.engine.internal.run.Chains;
import org.karamail.hook.engine.internal.run.HookRunner;

/** A transaction with its pins. While a chain is under way it keeps them, also when it has been closed. */
final class PinnedTransaction implements HookTransaction {

  private final HookRegistry.Pinned pinned;
  private final HookSubject subject;
  private final HookRunner runner;
  private final Chains chains;
  private final Chains observations;
  private final Runnable unpin;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private int holders = 1;

  /** Holds its pins until the last chain has ended; then {@code unpin} runs, once. */
  PinnedTransaction(HookRegistry.Pinned pinned, HookSubject subject, HookRunner runner, Runnable unpin) {
    this.pinned = pinned;
    this.runner = runner;
    this.unpin = unpin;
    HookSubject cancellable =
        new HookSubject(
            subject.name(),
            subject.listener(),
            subject.message(),
            subject.notes(),
            () -> !open.get() || subject.gone().getAsBoolean());
    this.subject = cancellable;
    this.chains = new Chains(runner, cancellable);
    this.observations = new Chains(runner, subject);
  }

  @Override
  public boolean has(HookPoint<?, ?> point) {
    return pinned.components().stream().anyMatch(component -> component.at(point, subject.listener()).isPresent());
  }

  @Override
  public <H extends Hook, V> CompletionStage<GateDecision> gate(HookPoint<H, V> point, ViewSource<V> views) {
    return held(chains.gate(point, hooksOf(point), views));
  }

  @Override
  public <H extends Hook, V, R extends CheckResult> CompletionStage<List<R>> check(
      HookPoint<H, V> point, V view, boolean all, R temperror) {
    return held(chains.check(point, hooksOf(point), view, all, temperror));
  }

  @Override
  public <H extends Hook, V, T> CompletionStage<Resolved<T>> resolve(HookPoint<H, V> point, V view, Class<T> type) {
    return held(chains.resolve(point, hooksOf(point), view, type));
  }

  @Override
  public <H extends Hook, V> CompletionStage<RewriteDecision> rewrite(HookPoint<H, V> point, ViewSource<V> views) {
    return held(chains.rewrite(point, hooksOf(point), views));
  }

  @Override
  public <H extends Hook, V> void observe(HookPoint<H, V> point, V view) {
    var unused = held(observations.observe(point, hooksOf(point), view));
  }

  @Override
  public HookTransaction about(HookSubject other) {
    hold();
    return new PinnedTransaction(pinned, other, runner, this::release);
  }

  @Override
  public List<String> plugins() {
    return pinned.components().stream()
        .map(component -> component.slot().plugin() + "/" + component.version())
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      release();
    }
  }

  /** The hooks of a point, in order. */
  private List<Asked> hooksOf(HookPoint<?, ?> point) {
    return pinned.components().stream().flatMap(component -> component.at(point, subject.listener()).stream()).toList();
  }

  private <R> CompletionStage<R> held(CompletionStage<R> chain) {
    hold();
    return chain.whenComplete((result, failure) -> release());
  }

  private synchronized void hold() {
    holders++;
  }

  private void release() {
    boolean last;
    synchronized (this) {
      holders--;
      last = holders == 0;
    }
    if (last) {
      unpin.run();
    }
  }
}
