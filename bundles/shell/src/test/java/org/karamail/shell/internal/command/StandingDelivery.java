package org.karamail.shell.internal.command;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.delivery.AttemptErrors;
import org.karamail.delivery.Delivery;
import org.karamail.delivery.SiteStanding;
import org.karamail.model.Route;

/** A delivery that stands still. */
record StandingDelivery(boolean isPaused, AtomicInteger sitesTried, Set<String> transports) implements Delivery {

  StandingDelivery(boolean isPaused, String... transports) {
    this(isPaused, new AtomicInteger(), Set.of(transports));
  }

  StandingDelivery(boolean isPaused) {
    this(isPaused, "smtp", "maildir");
  }

  @Override
  public void tryFailedSites() {
    sitesTried.incrementAndGet();
  }

  @Override
  public int active() {
    return 3;
  }

  @Override
  public int limit() {
    return 50;
  }

  @Override
  public SiteStanding standing(Route route) {
    return route.nextHop().equals("broken.example")
        ? new SiteStanding(
            "broken.example", 0, 0, 1, 10, SiteStanding.Breaker.OPEN, 10, Duration.ofSeconds(42), "TIMEOUT: at the greeting\u001b")
        : new SiteStanding("any", 3, 1, 7, 10, SiteStanding.Breaker.CLOSED, 0, Duration.ZERO, "");
  }

  @Override
  public AttemptErrors errors() {
    return new AttemptErrors(Map.of(AttemptErrors.Category.DNS, 2L, AttemptErrors.Category.SMTP_4XX, 30L));
  }
}
