package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karamail.hook.catalogue.HookPoint;

/**
 * Who is asked at some points: what a transaction holds from its beginning to its end.
 *
 * @param components in the order in which they are asked
 * @param byPoint the same, for each point at which there are any
 * @param generations that are pinned by it
 */
record Selection(
    List<Component> components, Map<HookPoint<?, ?>, List<Component>> byPoint, List<Generation> generations) {

  /** Those of some plugins that are registered at some of these points. */
  static Selection of(Iterable<Plugin> plugins, Set<HookPoint<?, ?>> points) {
    List<Component> components = new ArrayList<>();
    Set<Generation> generations = new LinkedHashSet<>();
    for (Plugin plugin : plugins) {
      List<Component> meant = plugin.components().stream().filter(one -> meets(one, points)).toList();
      components.addAll(meant);
      if (meant.stream().anyMatch(one -> !one.isAbsent())) {
        plugin.inForce().ifPresent(generations::add);
      }
    }
    components.sort(null);
    Map<HookPoint<?, ?>, List<Component>> byPoint = new HashMap<>();
    for (HookPoint<?, ?> point : points) {
      List<Component> there = components.stream().filter(one -> one.at(point).isPresent()).toList();
      if (!there.isEmpty()) {
        byPoint.put(point, there);
      }
    }
    return new Selection(List.copyOf(components), Map.copyOf(byPoint), List.copyOf(generations));
  }

  static boolean meets(Component component, Set<HookPoint<?, ?>> points) {
    return points.stream().anyMatch(point -> component.at(point).isPresent());
  }
}
