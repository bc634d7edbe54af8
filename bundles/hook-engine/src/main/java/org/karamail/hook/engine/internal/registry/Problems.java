package org.karamail.hook.engine.internal.registry;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with components: told once in the log, and shown as long as it is so. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.hook");

  private final Map<Key, String> reasons = new TreeMap<>(
      Comparator.comparing((Key key) -> key.slot()).thenComparing(Key::version));

  /** Which component, in which version. */
  record Key(Slot slot, String version) {}

  void report(Slot slot, String version, String reason) {
    boolean news;
    synchronized (this) {
      news = !reason.equals(reasons.put(new Key(slot, version), reason));
    }
    if (news) {
      LOG.error("plugin {} {} component {}: {}", slot.plugin(), version, slot.component(), reason);
    }
  }

  synchronized void solved(Slot slot, String version) {
    reasons.remove(new Key(slot, version));
  }

  synchronized Map<Key, String> all() {
    return Map.copyOf(reasons);
  }
}
