package org.karamail.hook.engine.internal.registry;

import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why services that look like hooks are not called: told once in the log, and shown as long as it is so. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");

  private final Map<Slot, String> reasons = new TreeMap<>();

  void report(Slot slot, String reason) {
    synchronized (this) {
      reasons.put(slot, reason);
    }
    LOG.error("plugin {} component {} is not called: {}", slot.plugin(), slot.component(), reason);
  }

  synchronized void solved(Slot slot) {
    reasons.remove(slot);
  }

  synchronized Map<Slot, String> all() {
    return Map.copyOf(reasons);
  }
}
