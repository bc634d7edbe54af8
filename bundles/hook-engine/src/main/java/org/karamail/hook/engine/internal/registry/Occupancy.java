package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.HookSubject;

/**
 * Who is, or is expected, at which points. Asked for every command of every client, on any thread, so it holds no lock; what
 * it holds never changes, but whether those it names have work does.
 *
 * @param present components by point
 * @param awaited points at which a successor is awaited
 */
record Occupancy(Map<HookPoint<?, ?>, List<Component>> present, Set<HookPoint<?, ?>> awaited) {

  static final Occupancy NONE = new Occupancy(Map.of(), Set.of());

  static Occupancy of(Iterable<Plugin> plugins) {
    Map<HookPoint<?, ?>, List<Component>> present = new HashMap<>();
    Set<HookPoint<?, ?>> awaited = new HashSet<>();
    for (Plugin plugin : plugins) {
      for (Component component : plugin.components()) {
        component.points().forEach(point -> present.computeIfAbsent(point, first -> new ArrayList<>()).add(component));
      }
      plugin.holes().values().forEach(hole -> awaited.addAll(hole.former().points()));
    }
    return new Occupancy(Map.copyOf(present), Set.copyOf(awaited));
  }

  /** Whether somebody has work at one of these points, or may have; who has any has it for strangers. */
  boolean isAnybodyAt(Set<HookPoint<?, ?>> points) {
    if (present.isEmpty() && awaited.isEmpty()) {
      return false;
    }
    for (HookPoint<?, ?> point : points) {
      if (awaited.contains(point) || isWanted(present.getOrDefault(point, List.of()), point)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWanted(List<Component> there, HookPoint<?, ?> point) {
    for (Component component : there) {
      if (component.isWanted(point, HookSubject.ANYBODY)) {
        return true;
      }
    }
    return false;
  }
}
