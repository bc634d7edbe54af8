package org.karamail.hook.engine.internal.registry;

import java.util.Optional;
import java.util.Set;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.internal.run.Asked.Terms;

/** What a component says of itself in its properties, and what the operator has put in force over it. */
final class ComponentTerms {

  private final PluginProperties declared;
  private volatile PluginProperties overrides;
  private volatile Optional<HookMode.Mode> mode = Optional.empty();

  ComponentTerms(PluginProperties declared, PluginProperties overrides) {
    this.declared = declared;
    this.overrides = overrides;
  }

  /** The terms at a point as they stand now. */
  Terms at(HookPoint<?, ?> point) {
    PluginProperties operator = overrides;
    return new Terms(
        mode.or(operator::mode).or(declared::mode).orElse(HookMode.Mode.ENFORCE),
        operator.timeout(point.name())
            .or(() -> declared.timeout(point.name()))
            .orElse(point.defaultTimeout()),
        operator.failure().or(declared::failure).orElse(point.defaultFailure()));
  }

  Set<String> listeners() {
    return overrides.listeners().or(declared::listeners).orElse(Set.of());
  }

  /** A new operator's configuration is in force; it ends a mode set from the shell. */
  void override(PluginProperties changed) {
    overrides = changed;
    mode = Optional.empty();
  }

  void setMode(HookMode.Mode wanted) {
    mode = Optional.of(wanted);
  }
}
