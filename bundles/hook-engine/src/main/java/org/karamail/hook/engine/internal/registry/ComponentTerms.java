package org.karamail.hook.engine.internal.registry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.internal.run.Asked.Terms;

/**
 * What a component says of itself in its properties, and what the operator has put in force over it. Both may change while
 * it runs; the next call sees it. Asked for several times for every message, so what follows from both is kept until one
 * changes.
 */
final class ComponentTerms {

  private volatile PluginProperties declared;
  private volatile int declaredRanking;
  private volatile PluginProperties overrides;
  private volatile Optional<HookMode.Mode> mode = Optional.empty();
  private volatile Map<HookPoint<?, ?>, Terms> inForce = new ConcurrentHashMap<>();

  ComponentTerms(PluginProperties declared, int declaredRanking, PluginProperties overrides) {
    this.declared = declared;
    this.declaredRanking = declaredRanking;
    this.overrides = overrides;
  }

  /** The terms at a point as they stand now. */
  Terms at(HookPoint<?, ?> point) {
    return inForce.computeIfAbsent(point, this::follow);
  }

  private Terms follow(HookPoint<?, ?> point) {
    PluginProperties operator = overrides;
    PluginProperties own = declared;
    return new Terms(
        mode.or(operator::mode).or(own::mode).orElse(HookMode.Mode.ENFORCE),
        operator.timeout(point.name()).or(() -> own.timeout(point.name())).orElse(point.defaultTimeout()),
        operator.failure().or(own::failure).orElse(point.defaultFailure()));
  }

  int ranking() {
    return overrides.ranking().orElse(declaredRanking);
  }

  /** Whether the component is asked on a listener. */
  boolean meets(String listener) {
    Set<String> wanted = overrides.listeners().or(declared::listeners).orElse(Set.of());
    return wanted.isEmpty() || wanted.contains(listener);
  }

  /** The component's own properties have changed. */
  void declare(PluginProperties changed, int ranking) {
    declared = changed;
    declaredRanking = ranking;
    forget();
  }

  /** A new operator's configuration is in force; it ends a mode set from the shell. */
  void override(PluginProperties changed) {
    overrides = changed;
    mode = Optional.empty();
    forget();
  }

  void setMode(HookMode.Mode wanted) {
    mode = Optional.of(wanted);
    forget();
  }

  /** After the change: who still fills the old map has begun before it, and nobody looks into that one any more. */
  private void forget() {
    inForce = new ConcurrentHashMap<>();
  }
}
