package org.karamail.hook.engine.internal.registry;

import java.util.Comparator;

/**
 * The place of a component in the order of hooks, whichever version fills it.
 *
 * @param plugin symbolic name
 * @param component component name
 */
record Slot(String plugin, String component) implements Comparable<Slot> {

  private static final Comparator<Slot> BY_NAME = Comparator.comparing(Slot::plugin).thenComparing(Slot::component);

  @Override
  public int compareTo(Slot other) {
    return BY_NAME.compare(this, other);
  }
}
