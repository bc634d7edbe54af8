package org.karamail.hook.engine.internal.registry;

import java.util.HashMap;
import java.util.Map;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.internal.run.HookRunner;
import org.karamail.hook.engine.internal.run.Permits;

/** How many calls at once a plugin may have, from one start of its bundle to the stop. */
final class PermitBook {

  private static final int COMPONENT_AT_POINT = 8;
  private static final int PLUGIN = 16;

  private final Permits ofPlugin = HookRunner.permits(PLUGIN);
  private final Map<String, Permits> ofComponents = new HashMap<>();

  Permits ofPlugin() {
    return ofPlugin;
  }

  synchronized Permits of(Slot slot, HookPoint<?, ?> point) {
    return ofComponents.computeIfAbsent(
        slot.component() + "@" + point.name(), any -> HookRunner.permits(COMPONENT_AT_POINT));
  }
}
