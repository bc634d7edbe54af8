package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.internal.run.Ledger;

/** The ledgers of all components, kept across updates so that an operator sees a plugin's whole day. */
final class Figures {

  private final Supplier<Duration> probeAfter;
  private final Map<Slot, Map<String, Ledger>> ledgers = new HashMap<>();

  Figures(Supplier<Duration> probeAfter) {
    this.probeAfter = probeAfter;
  }

  synchronized Ledger of(Slot slot, HookPoint<?, ?> point) {
    return ledgers
        .computeIfAbsent(slot, any -> new HashMap<>())
        .computeIfAbsent(point.name(), any -> new Ledger(probeAfter));
  }
}
