package org.karamail.delivery.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A breaker for each site that has had trouble lately. What speaks against a site is that nobody answers there, or that it
 * says so itself (421); what it says of a recipient or of a message, greylisting too, shows that it is well. A local route
 * has no breaker, and our own faults are nobody else's.
 *
 * <p><b>Threads.</b> Any; one lock, held for a few additions.
 */
final class Breakers {

  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);
  private static final int SHUTTING_DOWN = 421;
  private static final int MOST_SITES = 10_000;

  private final LongSupplier nanos;
  private final Map<String, Site> sites = new HashMap<>();

  private static final class Site {
    final Breaker breaker = new Breaker();
    final Set<Route> routes = new HashSet<>();
  }

  Breakers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * What an attempt says of a site: nothing against it when any recipient was answered.
   *
   * @param outcomes at least one
   * @param refused whether it refused everybody
   */
  synchronized void learn(String site, Route route, List<DeliveryOutcome> outcomes, boolean refused) {
    List<DeliveryOutcome> its = outcomes.stream().filter(outcome -> !isOurs(outcome)).toList();
    if (its.isEmpty()) {
      return;
    }
    boolean delivered = its.stream().anyMatch(outcome -> outcome.kind() == DeliveryOutcome.Kind.DELIVERED);
    if (!delivered && (refused || its.stream().allMatch(Breakers::isFailure))) {
      fail(site, route, its.get(0));
    } else {
      succeed(site);
    }
  }

  private void fail(String site, Route route, DeliveryOutcome outcome) {
    if (sites.size() >= MOST_SITES && !sites.containsKey(site)) {
      return;
    }
    Site one = sites.computeIfAbsent(site, name -> new Site());
    one.routes.add(route);
    if (one.breaker.fail(nanos.getAsLong())) {
      LOG.warn(
          "{}: {} attempts in a row have failed, so its mail waits, and every {} s one attempt is made; the last one: {}",
          site,
          Breaker.FAILURES,
          Breaker.PAUSE.toSeconds(),
          outcome.summary());
    }
  }

  private void succeed(String site) {
    Site one = sites.get(site);
    if (one == null) {
      return;
    }
    if (one.breaker.succeed(nanos.getAsLong())) {
      LOG.info("{}: answers again, so its mail goes on", site);
    }
    if (one.breaker.isSound()) {
      sites.remove(site);
    }
  }

  /** Takes the room from routes to sites that are left alone, and leaves one attempt to those that are being tried. */
  synchronized void takeRoom(Map<Route, Integer> room) {
    long now = nanos.getAsLong();
    for (Site one : sites.values()) {
      Breaker.State state = one.breaker.state(now);
      if (state == Breaker.State.OPEN) {
        one.routes.forEach(route -> room.put(route, 0));
      } else if (state == Breaker.State.HALF_OPEN) {
        leaveOne(one.routes, room);
      }
    }
  }

  private static void leaveOne(Set<Route> routes, Map<Route, Integer> room) {
    routes.forEach(route -> room.merge(route, 1, Math::min));
  }

  /** The sites that are left alone now. */
  synchronized Set<String> open() {
    long now = nanos.getAsLong();
    Set<String> open = new HashSet<>();
    sites.forEach(
        (site, one) -> {
          if (one.breaker.state(now) != Breaker.State.CLOSED) {
            open.add(site);
          }
        });
    return open;
  }

  private static boolean isOurs(DeliveryOutcome outcome) {
    return outcome instanceof DeliveryOutcome.Unreachable unreachable
        && (unreachable.fault().category() == Fault.Category.LOCAL
            || unreachable.fault().category() == Fault.Category.DNS);
  }

  private static boolean isFailure(DeliveryOutcome outcome) {
    return switch (outcome.kind()) {
      case UNREACHABLE, UNKNOWN -> true;
      case DEFERRED -> ((DeliveryOutcome.Deferred) outcome).reply().code() == SHUTTING_DOWN;
      case DELIVERED, REFUSED -> false;
    };
  }
}
