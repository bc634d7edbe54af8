package org.karamail.hook.engine.internal.registry;

import java.util.HashMap;
import java.util.Map;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.internal.run.Ledger;

/** The ledgers of all components, kept across updates so that an operator sees a plugin's whole day. */
final class Figures {

  private final Map<Slot, Map<String, Ledger>> ledgers = new HashMap<>();

  synchronized Ledger of(Slot slot, HookPoint<?, ?> point) {
    return ledgers.computeIfAbsent(slot, any -> new HashMap<>()).computeIfAbsent(point.name(), any -> new Ledger());
  }

  synchronized void forget(Slot slot) {
    ledgers.remove(slot);
  }
}
