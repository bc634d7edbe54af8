package org.karamail.plugin.daemon;

import java.time.Duration;

/**
 * When waiting ends, by a clock that nobody can set.
 *
 * @param nanos on the scale of {@link System#nanoTime}
 */
public record Deadline(long nanos) {

  /** What a call of a hook keeps for itself, so that it answers before the engine gives it up. */
  private static final Duration RESERVE = Duration.ofMillis(200);

  /** This long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** This long from now, but before the budget of the call is over. */
  public static Deadline within(Duration time, Duration remaining) {
    Duration usable = remaining.minus(RESERVE);
    return in(time.compareTo(usable) < 0 ? time : usable);
  }

  /** The earlier of this one and that long from now. */
  public Deadline atMost(Duration time) {
    Deadline other = in(time);
    return other.nanos - nanos < 0 ? other : this;
  }

  /** Milliseconds left, at least 1; 0 when it has passed. */
  public long millis() {
    long left = nanos - System.nanoTime();
    return left <= 0 ? 0 : Math.max(1, Duration.ofNanos(left).toMillis());
  }

  public boolean hasPassed() {
    return nanos - System.nanoTime() <= 0;
  }
}
