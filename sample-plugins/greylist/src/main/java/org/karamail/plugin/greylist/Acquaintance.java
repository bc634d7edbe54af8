package org.karamail.plugin.greylist;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a triplet or a network.
 *
 * @param first when it was first seen
 * @param last when it was last seen
 * @param returns how often it came back when it should; zero for a stranger
 */
record Acquaintance(Instant first, Instant last, int returns) {

  static Acquaintance met(Instant now) {
    return new Acquaintance(now, now, 0);
  }

  Acquaintance returned(Instant now) {
    return new Acquaintance(first, now, returns + 1);
  }

  Acquaintance seen(Instant now) {
    return new Acquaintance(first, now, returns);
  }

  boolean isStranger() {
    return returns == 0;
  }

  /** Whether it has been away for so long that it counts for nothing. */
  boolean isForgotten(Instant now, GreylistSettings rules) {
    Duration away = Duration.between(isStranger() ? first : last, now);
    return away.compareTo(isStranger() ? rules.window() : rules.keep()) > 0;
  }

  /** How much longer a stranger has to stay away; negative when it need not. A clock that was set back asks nobody twice. */
  Duration waiting(Instant now, Duration delay) {
    Duration left = Duration.between(now, first.plus(delay));
    return left.compareTo(delay) > 0 ? delay : left;
  }
}
