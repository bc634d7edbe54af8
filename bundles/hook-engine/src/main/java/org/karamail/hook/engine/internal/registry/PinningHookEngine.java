package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookReadiness;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.PluginStatus;
import org.karamail.hook.engine.internal.run.Asked;
import org.karamail.hook.engine.internal.run.HookRunner;

/** The engine: pins what is registered, runs it, and shows what it does. */
final class PinningHookEngine implements HookEngine {

  private static final int TOO_MANY_LOST = 16;
  private static final Set<HookPoint<?, ?>> COLLECTION = Set.of(HookPoints.ON_METRICS_COLLECT);

  private final HookRegistry registry;
  private final HookRunner runner;
  private final OperatorTerms operator;
  private final PluginRoll roll;

  PinningHookEngine(HookRegistry registry, HookRunner runner, OperatorTerms operator, PluginRoll roll) {
    this.registry = registry;
    this.runner = runner;
    this.operator = operator;
    this.roll = roll;
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points) {
    return registry.isOccupied(points);
  }

  @Override
  public CompletionStage<HookTransaction> begin(Set<HookPoint<?, ?>> points, HookSubject subject) {
    return registry.isOccupied(points)
        ? pinned(points, subject).thenApply(transaction -> transaction)
        : CompletableFuture.completedStage(EmptyTransaction.INSTANCE);
  }

  private CompletionStage<PinnedTransaction> pinned(Set<HookPoint<?, ?>> points, HookSubject subject) {
    return registry
        .pin(points)
        .thenApply(
            selection -> new PinnedTransaction(selection, subject, runner, () -> registry.unpin(selection)));
  }

  @Override
  public CompletionStage<List<PluginFigure>> collect(String plugin) {
    if (!registry.isOccupied(COLLECTION)) {
      return CompletableFuture.completedStage(List.of());
    }
    HookSubject subject =
        new HookSubject("collection", Optional.empty(), Optional.empty(), NoteBook.NONE, () -> false);
    return pinned(COLLECTION, subject)
        .thenCompose(
            transaction -> {
              try (transaction) {
                return transaction.collect(plugin);
              }
            });
  }

  @Override
  public List<HookStatus> hooks(HookPoint<?, ?> point) {
    return registry.components().stream()
        .flatMap(component -> component.at(point).map(asked -> status(component, asked)).stream())
        .toList();
  }

  private static HookStatus status(Component component, Asked asked) {
    Asked.Terms terms = asked.terms().get();
    return new HookStatus(
        asked.point(),
        component.slot().component(),
        component.slot().plugin(),
        component.origin().version(),
        component.terms().ranking(),
        terms.mode(),
        terms.timeout(),
        terms.failure(),
        asked.isIdle(HookSubject.ANYBODY),
        asked.ledger().isQuarantined(),
        component.isAbsent() ? "not there" : asked.ledger().lastResult(),
        asked.ledger().figures());
  }

  @Override
  public List<PluginStatus> plugins() {
    return roll.all();
  }

  @Override
  public boolean setMode(String component, HookMode.Mode mode) {
    return operator.setMode(component, mode);
  }

  @Override
  public boolean reset(String component) {
    List<Component> meant =
        registry.components().stream().filter(one -> one.slot().component().equals(component)).toList();
    meant.forEach(one -> one.asked().forEach(asked -> asked.ledger().reset()));
    return !meant.isEmpty();
  }

  @Override
  public boolean isPinned(long bundle) {
    return registry.isPinned(bundle);
  }

  @Override
  public HookReadiness readiness() {
    List<String> reasons = new ArrayList<>();
    roll.missing().forEach(plugin -> reasons.add("the required plugin " + plugin + " is not there"));
    roll.awaited().forEach(plugin -> reasons.add("waiting for plugin " + plugin + ", which ran before the last stop"));
    boolean ready = reasons.isEmpty();
    int lost = runner.lostThreads();
    if (lost > TOO_MANY_LOST) {
      reasons.add(lost + " threads are lost to plugins that ignore interrupts; a restart is due");
    }
    return new HookReadiness(ready, reasons);
  }
}
