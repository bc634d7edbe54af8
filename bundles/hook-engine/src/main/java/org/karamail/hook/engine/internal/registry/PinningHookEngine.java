package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookFigures;
import org.karamail.hook.engine.HookReadiness;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.PluginStatus;
import org.karamail.hook.engine.internal.run.Asked;
import org.karamail.hook.engine.internal.run.HookRunner;

/** The engine: pins what is registered, runs it, and shows what it does. */
final class PinningHookEngine implements HookEngine {

  private static final int TOO_MANY_LOST = 16;

  private final HookRegistry registry;
  private final HookRunner runner;
  private final OperatorTerms operator;
  private final Problems problems;
  private final Supplier<Set<String>> required;

  PinningHookEngine(
      HookRegistry registry,
      HookRunner runner,
      OperatorTerms operator,
      Problems problems,
      Supplier<Set<String>> required) {
    this.registry = registry;
    this.runner = runner;
    this.operator = operator;
    this.problems = problems;
    this.required = required;
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points) {
    return registry.isOccupied(points);
  }

  @Override
  public CompletionStage<HookTransaction> begin(Set<HookPoint<?, ?>> points, HookSubject subject) {
    if (!registry.isOccupied(points)) {
      return CompletableFuture.completedStage(EmptyTransaction.INSTANCE);
    }
    return registry.pin(points).thenApply(pinned -> new PinnedTransaction(pinned, subject, runner, () -> registry.unpin(pinned)));
  }

  @Override
  public List<HookStatus> hooks(HookPoint<?, ?> point) {
    return registry.components().stream()
        .flatMap(component -> component.at(point, Optional.empty()).map(asked -> status(component, asked)).stream())
        .toList();
  }

  private static HookStatus status(Component component, Asked asked) {
    Asked.Terms terms = asked.terms().get();
    return new HookStatus(
        asked.point(),
        component.slot().component(),
        component.slot().plugin(),
        component.version(),
        component.ranking(),
        terms.mode(),
        terms.timeout(),
        terms.failure(),
        asked.ledger().isQuarantined(),
        asked.ledger().lastResult(),
        asked.ledger().figures());
  }

  @Override
  public List<PluginStatus> plugins() {
    Map<String, List<Component>> byPlugin = new TreeMap<>();
    registry.components().forEach(
        component -> byPlugin.computeIfAbsent(component.slot().plugin(), any -> new ArrayList<>()).add(component));
    List<PluginStatus> plugins = new ArrayList<>();
    byPlugin.forEach((plugin, components) -> plugins.add(working(plugin, components)));
    problems.all().forEach((slot, reason) -> plugins.add(broken(slot, reason)));
    return List.copyOf(plugins);
  }

  private PluginStatus working(String plugin, List<Component> components) {
    return new PluginStatus(
        plugin,
        components.get(0).version(),
        "ACTIVE",
        "",
        required.get().contains(plugin),
        components.stream().map(PinningHookEngine::shown).toList(),
        FigureSum.of(components.stream().flatMap(PinningHookEngine::figures).toList()));
  }

  private PluginStatus broken(Slot slot, String reason) {
    return new PluginStatus(
        slot.plugin(), "", "NOT CALLED", reason, required.get().contains(slot.plugin()), List.of(), FigureSum.NOTHING);
  }

  private static PluginStatus.Component shown(Component component) {
    List<Asked> all = askedOf(component);
    HookMode.Mode mode = all.isEmpty() ? HookMode.Mode.OFF : all.get(0).terms().get().mode();
    return new PluginStatus.Component(component.slot().component(), all.stream().map(Asked::point).toList(), mode);
  }

  private static Stream<HookFigures> figures(Component component) {
    return askedOf(component).stream().map(asked -> asked.ledger().figures());
  }

  private static List<Asked> askedOf(Component component) {
    return component.points().stream()
        .flatMap(point -> component.at(point, Optional.empty()).stream())
        .sorted(Comparator.comparing(Asked::point))
        .toList();
  }

  @Override
  public boolean setMode(String component, HookMode.Mode mode) {
    return operator.setMode(component, mode);
  }

  @Override
  public boolean reset(String component) {
    List<Component> meant =
        registry.components().stream().filter(one -> one.slot().component().equals(component)).toList();
    meant.forEach(one -> askedOf(one).forEach(asked -> asked.ledger().reset()));
    return !meant.isEmpty();
  }

  @Override
  public boolean isPinned(long bundle) {
    return registry.isPinned(bundle);
  }

  @Override
  public HookReadiness readiness() {
    List<String> reasons = new ArrayList<>();
    Set<String> missing = missing();
    missing.forEach(plugin -> reasons.add("the required plugin " + plugin + " is not there"));
    int lost = runner.lostThreads();
    if (lost > TOO_MANY_LOST) {
      reasons.add(lost + " threads are lost to plugins that ignore interrupts; a restart is due");
    }
    return new HookReadiness(missing.isEmpty(), reasons);
  }

  private Set<String> missing() {
    Set<String> missing = new TreeSet<>(required.get());
    registry.components().forEach(component -> missing.remove(component.slot().plugin()));
    return missing;
  }
}
