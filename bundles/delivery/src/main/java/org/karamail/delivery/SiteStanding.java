package org.karamail.delivery;

import java.time.Duration;

/**
 * How delivery stands with a site at this moment.
 *
 * @param site its name: the mail hosts, or the next hop while nobody has looked it up
 * @param active attempts under way to it
 * @param slow how many of them take long, and count apart
 * @param allowed how many at once it is thought good for now
 * @param limit how many it may have at most
 * @param breaker whether it is tried at all
 * @param failures attempts in a row that nobody answered
 * @param pause how long nothing is tried yet; zero unless the breaker is open
 * @param lastFailure what happened last, in one line of the peer's or ours; empty when nothing did
 */
public record SiteStanding(
    String site,
    int active,
    int slow,
    int allowed,
    int limit,
    Breaker breaker,
    int failures,
    Duration pause,
    String lastFailure) {

  /** Whether a site is tried. */
  public enum Breaker {
    /** Like any other. */
    CLOSED,
    /** Not at all, for a while. */
    OPEN,
    /** By one attempt at a time, to see how it is. */
    HALF_OPEN
  }
}
