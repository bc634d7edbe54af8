package org.karamail.hook.engine.internal.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.karamail.hook.HookMode;

/**
 * What the operator has put in force over components, by component name: {@code etc/karamail.plugin-<component name>.cfg},
 * and modes set from the shell. The engine reads it, so no plugin restarts for it. The terms of a component outlive its
 * versions: a mode set from the shell stays in force when the plugin is updated.
 */
final class OperatorTerms {

  private final Map<String, PluginProperties> files = new HashMap<>();
  private final Map<Slot, ComponentTerms> terms = new HashMap<>();

  /**
   * The terms of a component that has come or changed.
   *
   * @param declared what it says of itself; empty when that cannot be used: then what it said before stays in force
   */
  synchronized ComponentTerms termsOf(Slot slot, Optional<PluginProperties> declared, int ranking) {
    ComponentTerms known = terms.get(slot);
    if (known != null) {
      declared.ifPresent(good -> known.declare(good, ranking));
      return known;
    }
    ComponentTerms fresh =
        new ComponentTerms(
            declared.orElse(PluginProperties.NONE),
            ranking,
            files.getOrDefault(slot.component(), PluginProperties.NONE));
    terms.put(slot, fresh);
    return fresh;
  }

  /** The operator's file about a component has come or changed. */
  synchronized void override(String component, PluginProperties properties) {
    files.put(component, properties);
    terms.forEach((slot, one) -> {
      if (slot.component().equals(component)) {
        one.override(properties);
      }
    });
  }

  /** The operator's file about a component has gone. */
  synchronized void forget(String component) {
    override(component, PluginProperties.NONE);
    files.remove(component);
  }

  /** Sets a mode from the shell; answers whether there is such a component. */
  synchronized boolean setMode(String component, HookMode.Mode mode) {
    boolean found = false;
    for (Map.Entry<Slot, ComponentTerms> entry : terms.entrySet()) {
      if (entry.getKey().component().equals(component)) {
        entry.getValue().setMode(mode);
        found = true;
      }
    }
    return found;
  }
}
