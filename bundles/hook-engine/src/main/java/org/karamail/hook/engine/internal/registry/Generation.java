package org.karamail.hook.engine.internal.registry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.Version;

/**
 * One start of a plugin's bundle: what its components have in common is that they end together. Transactions pin
 * generations, not components, so that none sees half of a version. Guarded by the registry's lock.
 */
final class Generation {

  private final long bundle;
  private final Version version;
  private final Map<Slot, Component> components = new TreeMap<>();
  private int pins;
  private boolean closed;

  Generation(long bundle, Version version) {
    this.bundle = bundle;
    this.version = version;
  }

  long bundle() {
    return bundle;
  }

  Version version() {
    return version;
  }

  Map<Slot, Component> components() {
    return components;
  }

  Optional<Component> component(Slot slot) {
    return Optional.ofNullable(components.get(slot));
  }

  /** Whether every component of another is here too, and answers. */
  boolean covers(Generation other) {
    return components.keySet().containsAll(other.components.keySet()) && !hasAbsent();
  }

  /** Whether it takes over from another: it is no older, and complete. */
  boolean replaces(Generation now) {
    return this != now && version.compareTo(now.version) >= 0 && covers(now);
  }

  /** The names of its components that answer. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    components.values().stream()
        .filter(component -> !component.isAbsent())
        .forEach(component -> names.add(component.slot().component()));
    return names;
  }

  boolean hasAbsent() {
    return components.values().stream().anyMatch(Component::isAbsent);
  }

  void pin() {
    pins++;
  }

  /** Lets go once; answers whether that was the last pin. */
  boolean unpin() {
    pins--;
    return pins == 0;
  }

  boolean isPinned() {
    return pins > 0;
  }

  /** No transaction pins it any more. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
