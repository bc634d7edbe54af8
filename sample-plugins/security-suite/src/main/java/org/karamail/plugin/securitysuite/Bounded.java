package org.karamail.plugin.securitysuite;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A table that strangers fill: when it is full, what was used longest ago leaves. Guarded by whoever has it. */
final class Bounded<K, V> {

  private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

  Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  void put(K key, V value, int most) {
    entries.put(key, value);
    Iterator<K> eldest = entries.keySet().iterator();
    while (entries.size() > most && eldest.hasNext()) {
      eldest.next();
      eldest.remove();
    }
  }

  int size() {
    return entries.size();
  }
}
