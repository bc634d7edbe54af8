package org.karamail.delivery.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.karamail.delivery.Transport;

/** The transports that are there, by name. Of two with one name the newer is used: it is about to replace the other. */
final class Transports {

  /** A transport and what it said of itself when it came. */
  record Known(String name, boolean local, Transport transport) {}

  private final Map<String, List<Known>> byName = new ConcurrentHashMap<>();

  void add(Transport transport) {
    Known known = new Known(transport.name(), transport.isLocal(), transport);
    byName.merge(known.name(), List.of(known), Transports::joined);
  }

  /** Removes one by what it is, without asking it: it may be past answering. */
  void remove(Transport transport) {
    for (String name : byName.keySet()) {
      byName.computeIfPresent(name, (same, all) -> without(all, transport));
    }
    byName.values().removeIf(List::isEmpty);
  }

  Optional<Known> find(String name) {
    List<Known> all = byName.getOrDefault(name, List.of());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  private static List<Known> joined(List<Known> all, List<Known> more) {
    List<Known> joined = new ArrayList<>(all);
    joined.addAll(more);
    return List.copyOf(joined);
  }

  private static List<Known> without(List<Known> all, Transport transport) {
    return all.stream().filter(known -> known.transport() != transport).toList();
  }
}
