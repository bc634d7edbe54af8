package org.karamail.delivery.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.karamail.delivery.SiteStanding;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
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
  private final Map<String, Breaker> sites = new HashMap<>();

  Breakers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * What an attempt says of a site: nothing against it when any recipient was answered.
   *
   * @param outcomes at least one
   * @param refused whether it refused everybody
   */
  synchronized void learn(String site, List<DeliveryOutcome> outcomes, boolean refused) {
    List<DeliveryOutcome> its = outcomes.stream().filter(outcome -> !isOurs(outcome)).toList();
    if (its.isEmpty()) {
      return;
    }
    boolean delivered = its.stream().anyMatch(outcome -> outcome.kind() == DeliveryOutcome.Kind.DELIVERED);
    if (!delivered && (refused || its.stream().allMatch(Breakers::isFailure))) {
      fail(site, its.get(0));
    } else {
      succeed(site);
    }
  }

  private void fail(String site, DeliveryOutcome outcome) {
    if (sites.size() >= MOST_SITES && !sites.containsKey(site)) {
      return;
    }
    Breaker breaker = sites.computeIfAbsent(site, name -> new Breaker());
    if (breaker.fail(nanos.getAsLong(), outcome.summary())) {
      LOG.warn(
          "{}: {} attempts in a row have failed, so its mail waits, and every {} s one attempt is made; the last one: {}",
          site,
          Breaker.FAILURES,
          Breaker.PAUSE.toSeconds(),
          outcome.summary());
    }
  }

  private void succeed(String site) {
    Breaker breaker = sites.get(site);
    if (breaker == null) {
      return;
    }
    if (breaker.succeed(nanos.getAsLong())) {
      LOG.info("{}: answers again, so its mail goes on", site);
    }
    if (breaker.isSound()) {
      sites.remove(site);
    }
  }

  /** How many attempts at once those sites may have that are not tried like others: none, or one. */
  synchronized Map<String, Integer> limits() {
    long now = nanos.getAsLong();
    Map<String, Integer> limits = new HashMap<>();
    sites.forEach(
        (site, breaker) -> {
          SiteStanding.Breaker state = breaker.state(now);
          if (state != SiteStanding.Breaker.CLOSED) {
            limits.put(site, state == SiteStanding.Breaker.OPEN ? 0 : 1);
          }
        });
    return limits;
  }

  /** Lets one attempt through at each site that is left alone. */
  synchronized void endPauses() {
    sites.values().forEach(Breaker::endPause);
  }

  /** What happened last at a site that is not tried like others; empty for one that is. */
  Optional<String> trouble(String site) {
    Breaker.Reading reading = reading(site);
    return reading.state() == SiteStanding.Breaker.CLOSED ? Optional.empty() : Optional.of(reading.lastFailure());
  }

  /** How a site stands. */
  synchronized Breaker.Reading reading(String site) {
    return sites.getOrDefault(site, new Breaker()).reading(nanos.getAsLong());
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
