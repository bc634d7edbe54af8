package org.karamail.hook.engine.internal.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One start of a plugin's bundle: what its components have in common is that they end together. Transactions pin
 * generations, not components, so that none sees half of a version. Guarded by the registry's lock.
 */
final class Generation {

  private final long bundle;
  private final Map<Slot, Component> components = new HashMap<>();
  private int pins;
  private boolean closed;
  private boolean dead;

  Generation(long bundle) {
    this.bundle = bundle;
  }

  long bundle() {
    return bundle;
  }

  Map<Slot, Component> components() {
    return components;
  }

  Optional<Component> component(Slot slot) {
    return Optional.ofNullable(components.get(slot));
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

  /** Its drain is over and somebody still had it pinned: nobody may call it again. */
  void kill() {
    dead = true;
    components.clear();
  }

  boolean isDead() {
    return dead;
  }
}
