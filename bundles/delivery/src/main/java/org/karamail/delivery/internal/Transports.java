package org.karamail.delivery.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.karamail.delivery.Transport;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transports that are there, by name. Of two with one name the newer is used: it is about to replace the other. */
final class Transports implements ClaimSpec.Sites {

  /** A transport and what it said of itself when it came. */
  record Known(String name, boolean local, Transport transport) {

    /** The same once it is known; throws for nothing but an interrupt. */
    String findSite(Route route) throws InterruptedException {
      try {
        return transport.findSite(route);
      } catch (RuntimeException | Error bug) {
        LOG.error("transport '{}' cannot find the site of {}; it is one of its own", name, route, bug);
        return site(route);
      }
    }

    /** What limits of a route attach to; never throws. */
    String site(Route route) {
      try {
        return transport.site(route);
      } catch (RuntimeException | Error bug) {
        LOG.error("transport '{}' cannot say to which site {} belongs; it is one of its own", name, route, bug);
        return route.toString();
      }
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

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

  /** What limits of a route attach to: what its transport says; without one, the route itself. */
  @Override
  public String of(Route route) {
    return find(route.transport()).map(known -> known.site(route)).orElseGet(route::toString);
  }

  @Override
  public boolean isLocal(Route route) {
    return find(route.transport()).filter(Known::local).isPresent();
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
