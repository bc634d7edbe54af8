package org.karamail.hook.engine.internal.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.karamail.hook.catalogue.HookPoint;

/**
 * All plugins by name, and what follows from them: who is asked at which points. Guarded by the registry's lock, except for
 * the question whether anybody is there at all.
 */
final class Roster {

  private final Map<String, Plugin> plugins = new TreeMap<>();
  private final Map<Set<HookPoint<?, ?>>, Selection> selections = new HashMap<>();
  private volatile Occupancy occupancy = Occupancy.NONE;

  /** Whether anybody is, or is expected, at one of these points. On any thread. */
  boolean isOccupied(Set<HookPoint<?, ?>> points) {
    return occupancy.isAnybodyAt(points);
  }

  /** The plugin of this name, from now on there. */
  Plugin enter(String name) {
    return plugins.computeIfAbsent(name, any -> new Plugin());
  }

  /** The plugin of this name; one with nothing in it when there is none. */
  Plugin plugin(String name) {
    return plugins.getOrDefault(name, new Plugin());
  }

  /** What must be waited for before anybody can be asked at these points. */
  Optional<Hole> hole(Set<HookPoint<?, ?>> points) {
    if (occupancy.awaited().isEmpty()) {
      return Optional.empty();
    }
    return plugins.values().stream()
        .flatMap(plugin -> plugin.holes().values().stream())
        .filter(one -> Selection.meets(one.former(), points))
        .findFirst();
  }

  /** The hole of a slot, if it has one now. */
  Optional<Hole> hole(Slot slot) {
    return Optional.ofNullable(plugin(slot.plugin()).holes().get(slot));
  }

  /** Who is asked at these points. */
  Selection selection(Set<HookPoint<?, ?>> points) {
    return selections.computeIfAbsent(Set.copyOf(points), wanted -> Selection.of(plugins.values(), wanted));
  }

  /** Who is asked now, in order. */
  List<Component> components() {
    return plugins.values().stream().flatMap(plugin -> plugin.components().stream()).sorted().toList();
  }

  /** Components of versions that live beside the one in force, by symbolic name. */
  List<Component> standby() {
    return plugins.values().stream()
        .flatMap(
            plugin ->
                plugin.generations().stream()
                    .filter(one -> !one.isClosed() && !plugin.isInForce(one))
                    .flatMap(one -> one.components().values().stream()))
        .toList();
  }

  /** Whether a transaction holds a bundle now. */
  boolean isPinned(long bundle) {
    return plugins.values().stream()
        .flatMap(plugin -> plugin.generations().stream())
        .anyMatch(one -> one.bundle() == bundle && one.isPinned());
  }

  /** Something has changed: forgets what followed from how it was. */
  void changed() {
    selections.clear();
    plugins.values().forEach(Plugin::tidy);
    plugins.values().removeIf(Plugin::isEmpty);
    occupancy = Occupancy.of(plugins.values());
  }
}
