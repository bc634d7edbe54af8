package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karamail.hook.Duty;
import org.karamail.hook.Hook;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A service that says it is a hook, as its registration describes it.
 *
 * @param bundle its id
 * @param types the interfaces it is registered under
 * @param ranking {@code service.ranking}
 * @param properties all of them
 */
record Arrival(
    Slot slot, long bundle, String version, List<String> types, int ranking, Map<String, Object> properties) {

  private static final String COMPONENT_NAME = "component.name";

  static Arrival of(ServiceReference<?> reference) {
    Map<String, Object> properties = new HashMap<>();
    for (String key : reference.getPropertyKeys()) {
      properties.put(key, reference.getProperty(key));
    }
    Bundle bundle = reference.getBundle();
    String plugin = String.valueOf(bundle.getSymbolicName());
    String component = properties.get(COMPONENT_NAME) instanceof String name ? name : plugin;
    return new Arrival(
        new Slot(plugin, component),
        bundle.getBundleId(),
        bundle.getVersion().toString(),
        List.of((String[]) reference.getProperty(Constants.OBJECTCLASS)),
        properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
        Map.copyOf(properties));
  }

  /** The same service with the properties it has now. */
  Arrival with(ServiceReference<?> changed) {
    Arrival now = of(changed);
    return new Arrival(slot, bundle, version, types, now.ranking, now.properties);
  }

  /** The points it is registered at. */
  Set<HookPoint<?, ?>> points() {
    Set<HookPoint<?, ?>> points = new LinkedHashSet<>();
    for (HookPoint<?, ?> point : HookPoints.ALL) {
      if (types.contains(point.type().getName())) {
        points.add(point);
      }
    }
    return points;
  }

  /** Why it cannot be called as one of our hooks, whatever it does; empty when it can. */
  Optional<String> foreignness(ServiceReference<?> reference, Bundle engine) {
    if (points().isEmpty()) {
      return Optional.of("it is registered under " + types + ", which are no points of this version of Karamail");
    }
    boolean ours =
        reference.isAssignableTo(engine, Hook.class.getName())
            && types.stream().allMatch(type -> reference.isAssignableTo(engine, type));
    return ours
        ? Optional.empty()
        : Optional.of("it brings its own copy of the hook API; it must import org.karamail.hook and not contain it");
  }

  /**
   * A hook that can be called.
   *
   * @param duty which the hook changes as it sees fit
   */
  record Service(Hook hook, Duty duty) {}

  /** Gets the service; runs plugin code. */
  Service service(BundleContext context, ServiceReference<?> reference) {
    Object service = context.getService(reference);
    if (service == null) {
      throw new IllegalStateException(
          "its activation failed: it registered a service and then did not give it; the cause stands in the log");
    }
    List<String> foreign = new ArrayList<>();
    for (HookPoint<?, ?> point : points()) {
      if (!point.type().isInstance(service)) {
        foreign.add(point.type().getName());
      }
    }
    if (service instanceof Hook hook && foreign.isEmpty()) {
      return new Service(hook, duty(hook));
    }
    throw new IllegalStateException("it brings its own copy of " + foreign + " instead of importing the package");
  }

  private static Duty duty(Hook hook) {
    Duty duty = hook.duty();
    if (duty == null) {
      throw new IllegalStateException("its duty() answers null; it must answer a Duty of its own, always the same");
    }
    return duty;
  }

  String whose() {
    return "plugin=" + slot.plugin() + " version=" + version + " component=" + slot.component();
  }
}
