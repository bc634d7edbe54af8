package org.karamail.hook.engine.internal.registry;

import java.util.List;
import java.util.Map;

/**
 * What goes when a bundle, or one component of it, stops.
 *
 * @param generations that must be drained
 * @param components that nobody may call after the drain
 * @param holes that wait for successors
 */
record Departure(List<Generation> generations, List<Component> components, Map<Slot, Hole> holes) {

  static final Departure OF_NOTHING = new Departure(List.of(), List.of(), Map.of());
}
