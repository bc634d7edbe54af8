package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.GateDecision;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookSubject.Client;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.RewriteDecision;
import org.karamail.hook.engine.ViewSource;
import org.karamail.hook.engine.internal.run.Asked;
import org.karamail.hook.engine.internal.run.Chains;
import org.karamail.hook.engine.internal.run.HookRunner;
import org.karamail.message.HeaderBlock;

/** A transaction with its pins. While a chain is under way it keeps them, also when it has been closed. */
final class PinnedTransaction implements HookTransaction {

  private final Selection selection;
  private final HookSubject subject;
  private final HookRunner runner;
  private final Runnable unpin;
  private final Chains chains;
  private final Chains observers;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private int holders = 1;

  /** Holds its pins until the last chain has ended; then {@code unpin} runs, once. */
  PinnedTransaction(Selection selection, HookSubject subject, HookRunner runner, Runnable unpin) {
    this.runner = runner;
    this.unpin = unpin;
    this.selection = selection;
    this.subject = subject;
    HookSubject cancellable =
        new HookSubject(
            subject.name(),
            subject.client(),
            subject.message(),
            subject.received(),
            subject.notes(),
            () -> !open.get() || subject.gone().getAsBoolean());
    this.chains = new Chains(runner, cancellable);
    this.observers = new Chains(runner, subject);
  }

  @Override
  public void nextCommand() {
    chains.nextCommand();
  }

  @Override
  public boolean has(HookPoint<?, ?> point) {
    return has(point, subject);
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points, HeaderBlock received) {
    HookSubject message = subject.with(received);
    for (HookPoint<?, ?> point : points) {
      if (has(point, message)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(HookPoint<?, ?> point, HookSubject of) {
    for (Component component : at(point)) {
      if (isToBeAsked(component, point, of)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public <H extends Hook, V> CompletionStage<GateDecision> gate(HookPoint<H, V> point, ViewSource<V> views) {
    hold();
    return released(chains.gate(point, hooksOf(point), views));
  }

  @Override
  public <H extends Hook, V, R extends CheckResult> CompletionStage<List<R>> check(
      HookPoint<H, V> point, V view, boolean all, R temperror) {
    hold();
    return released(chains.check(point, hooksOf(point), view, all, temperror));
  }

  @Override
  public <H extends Hook, V, T> CompletionStage<Resolved<T>> resolve(HookPoint<H, V> point, V view, Class<T> type) {
    hold();
    return released(chains.resolve(point, hooksOf(point), view, type));
  }

  @Override
  public <H extends Hook, V> CompletionStage<RewriteDecision> rewrite(HookPoint<H, V> point, ViewSource<V> views) {
    hold();
    return released(chains.rewrite(point, hooksOf(point), views));
  }

  /** Nobody waits for observers, so closing the transaction does not cancel them. */
  @Override
  public <H extends Hook, V> void observe(HookPoint<H, V> point, V view) {
    hold();
    var unused = released(observers.observe(point, hooksOf(point), view));
  }

  /** Collects the own figures of a plugin. */
  CompletionStage<List<PluginFigure>> collect(String plugin) {
    hold();
    List<Asked> hooks =
        hooksOf(HookPoints.ON_METRICS_COLLECT).stream().filter(asked -> asked.plugin().plugin().equals(plugin)).toList();
    return released(observers.collect(hooks));
  }

  @Override
  public HookTransaction about(HookSubject other) {
    hold();
    return new PinnedTransaction(selection, other, runner, this::release);
  }

  @Override
  public List<String> plugins() {
    Set<String> named = new LinkedHashSet<>();
    for (Component component : selection.components()) {
      if (!component.isAbsent() && component.isWantedAtAny(selection.byPoint().keySet(), subject)) {
        named.add(component.plugin());
      }
    }
    return List.copyOf(named);
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      release();
    }
  }

  /** The hooks of a point, in order. */
  private List<Asked> hooksOf(HookPoint<?, ?> point) {
    List<Asked> hooks = new ArrayList<>();
    for (Component component : at(point)) {
      if (isToBeAsked(component, point, subject)) {
        component.at(point).ifPresent(hooks::add);
      }
    }
    return hooks;
  }

  private static boolean isToBeAsked(Component component, HookPoint<?, ?> point, HookSubject of) {
    return component.isWanted(point, of) && component.isMeant(of.client().map(Client::listener));
  }

  private List<Component> at(HookPoint<?, ?> point) {
    return selection.byPoint().getOrDefault(point, List.of());
  }

  private <R> CompletionStage<R> released(CompletionStage<R> chain) {
    return chain.whenComplete((result, failure) -> release());
  }

  private synchronized void hold() {
    if (!open.get()) {
      throw new IllegalStateException("the hooks of a closed transaction are asked: " + subject.name());
    }
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
