package org.karamail.delivery.internal;

import java.time.Duration;
import org.karamail.delivery.SiteStanding;

/**
 * Whether a site is tried at all. After ten failures in a row it is left alone for a minute; then one attempt at a time
 * shows how it is: one that fails leaves it alone for another minute, five that do not make it like any other.
 *
 * <pre>
 *   CLOSED ──10 failures──▶ OPEN ──60 s──▶ HALF_OPEN ──5 successes──▶ CLOSED
 *                            ▲─────── a failure ───────┘
 * </pre>
 *
 * <p>Belongs to {@link Breakers}, which guards it.
 */
final class Breaker {

  static final int FAILURES = 10;
  static final int SUCCESSES = 5;
  static final Duration PAUSE = Duration.ofSeconds(60);

  private int failures;
  private int successes;
  private SiteStanding.Breaker state = SiteStanding.Breaker.CLOSED;
  private long openedAt;
  private String lastFailure = "";

  /**
   * How it stands.
   *
   * @param failures in a row, up to now
   * @param pause how long nothing is tried; zero unless it is open
   * @param lastFailure what happened last, in one line; empty when nothing did
   */
  record Reading(SiteStanding.Breaker state, int failures, Duration pause, String lastFailure) {}

  Reading reading(long now) {
    SiteStanding.Breaker its = state(now);
    Duration pause = its == SiteStanding.Breaker.OPEN ? PAUSE.minusNanos(now - openedAt) : Duration.ZERO;
    return new Reading(its, failures, pause, lastFailure);
  }

  SiteStanding.Breaker state(long now) {
    if (state == SiteStanding.Breaker.OPEN && now - openedAt >= PAUSE.toNanos()) {
      endPause();
    }
    return state;
  }

  /** If it is open, it is half open now. */
  void endPause() {
    if (state == SiteStanding.Breaker.OPEN) {
      state = SiteStanding.Breaker.HALF_OPEN;
      successes = 0;
    }
  }

  /** An attempt has failed for a reason that lies in the site; answers whether it is open from now on and was not. */
  boolean fail(long now, String why) {
    SiteStanding.Breaker before = state(now);
    lastFailure = why;
    failures++;
    if (before == SiteStanding.Breaker.HALF_OPEN || (before == SiteStanding.Breaker.CLOSED && failures >= FAILURES)) {
      state = SiteStanding.Breaker.OPEN;
      openedAt = now;
    }
    return before == SiteStanding.Breaker.CLOSED && state == SiteStanding.Breaker.OPEN;
  }

  /** The site has answered; answers whether it is closed from now on and was not. */
  boolean succeed(long now) {
    SiteStanding.Breaker before = state(now);
    failures = 0;
    successes++;
    if (before == SiteStanding.Breaker.HALF_OPEN && successes >= SUCCESSES) {
      state = SiteStanding.Breaker.CLOSED;
    }
    return before != SiteStanding.Breaker.CLOSED && state == SiteStanding.Breaker.CLOSED;
  }

  boolean isSound() {
    return state == SiteStanding.Breaker.CLOSED && failures == 0;
  }
}
