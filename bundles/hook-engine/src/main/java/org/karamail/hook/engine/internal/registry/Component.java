package org.karamail.hook.engine.internal.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.internal.run.Asked;
import org.karamail.hook.engine.internal.run.HookRunner;
import org.karamail.hook.engine.internal.run.Permits;

/**
 * One component of a plugin as long as its bundle, or the component, runs: the service object, which is kept so that no call
 * looks into the registry, and how it is asked at each of its points.
 */
final class Component implements Comparable<Component> {

  private final Slot slot;
  private final String version;
  private final int ranking;
  private final Hook hook;
  private final Set<String> listeners;
  private final Map<HookPoint<?, ?>, Asked> asked = new HashMap<>();

  /**
   * A component that answers.
   *
   * @param terms what it and the operator have settled
   * @param figures kept from one version of a component to the next
   * @param pluginPermits of its whole plugin
   */
  Component(
      Slot slot,
      String version,
      int ranking,
      Hook hook,
      ComponentTerms terms,
      Figures figures,
      Permits pluginPermits,
      Path dataFolder,
      boolean required) {
    this.slot = slot;
    this.version = version;
    this.ranking = ranking;
    this.hook = hook;
    this.listeners = terms.listeners();
    Asked.Identity identity = new Asked.Identity(slot.plugin(), version, slot.component());
    for (HookPoint<?, ?> point : pointsOf(hook)) {
      asked.put(
          point,
          new Asked(
              hook,
              identity,
              point.name(),
              () -> terms.at(point),
              required,
              dataFolder,
              Optional.ofNullable(hook.getClass().getClassLoader()),
              figures.of(slot, point),
              HookRunner.permits(PermitLimits.COMPONENT_AT_POINT),
              pluginPermits));
    }
  }

  /** The points whose interface an object implements. */
  static List<HookPoint<?, ?>> pointsOf(Hook hook) {
    List<HookPoint<?, ?>> points = new ArrayList<>();
    for (HookPoint<?, ?> point : HookPoints.ALL) {
      if (point.type().isInstance(hook)) {
        points.add(point);
      }
    }
    return points;
  }

  Slot slot() {
    return slot;
  }

  String version() {
    return version;
  }

  int ranking() {
    return ranking;
  }

  Hook hook() {
    return hook;
  }

  Set<HookPoint<?, ?>> points() {
    return Set.copyOf(asked.keySet());
  }

  /** How it is asked at a point on behalf of a listener; empty where it has no say. */
  Optional<Asked> at(HookPoint<?, ?> point, Optional<String> listener) {
    boolean meant = listeners.isEmpty() || listener.map(listeners::contains).orElse(true);
    return meant ? Optional.ofNullable(asked.get(point)) : Optional.empty();
  }

  /** Higher ranking first, then by name: an order that an update does not change. */
  @Override
  public int compareTo(Component other) {
    int byRanking = Integer.compare(other.ranking, ranking);
    return byRanking != 0 ? byRanking : slot.compareTo(other.slot);
  }
}
