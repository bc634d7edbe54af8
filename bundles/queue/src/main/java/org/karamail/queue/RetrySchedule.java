package org.karamail.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When a deferred recipient is tried again, and when it is given up (RFC 5321 section 4.5.4.1).
 *
 * @param steps the pauses after the first, second, … attempt; the last one repeats; at least one
 * @param jitter how far a pause may stray either way, 0.2 for ± 20 %, so that mail deferred together does not come back
 *     together; 0 to 0.5
 * @param maxAge how long after its first due time a recipient is given up
 * @param maxAgeOfReports the same for mail from the null sender, which nobody waits for
 */
public record RetrySchedule(List<Duration> steps, double jitter, Duration maxAge, Duration maxAgeOfReports) {

  public RetrySchedule {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.stream().anyMatch(step -> step.isNegative() || step.isZero())) {
      throw new IllegalArgumentException("a retry schedule needs at least one pause, each longer than nothing");
    }
    if (!(jitter >= 0 && jitter <= 0.5)) {
      throw new IllegalArgumentException("jitter must be 0 to 0.5, not " + jitter);
    }
    if (maxAge.isNegative() || maxAgeOfReports.isNegative()) {
      throw new IllegalArgumentException("mail cannot be given up before it is due");
    }
  }

  /** The pause after that many attempts, with its jitter. */
  public Duration pauseAfter(int attempts, RandomGenerator random) {
    Duration step = steps.get(Math.min(Math.max(attempts, 1), steps.size()) - 1);
    double factor = 1 + jitter * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.round(step.toMillis() * factor));
  }

  /** When a recipient that was first due then is given up. */
  public Instant expiry(Instant firstDue, boolean nullSender) {
    Duration age = nullSender && maxAgeOfReports.compareTo(maxAge) < 0 ? maxAgeOfReports : maxAge;
    return firstDue.plus(age);
  }
}
