package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.karamail.queue.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts that are under way: moves those that take long into the slow lane, and stops those that take too long. Ages
 * are counted on a clock that nobody sets.
 */
final class Attempts {

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final Supplier<DeliverySettings> settings;
  private final LongSupplier nanos;
  private final Set<RunningAttempt> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  Attempts(Supplier<DeliverySettings> settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /** The calling worker begins an attempt. */
  RunningAttempt begin(Lease lease, Slots.Slot slot) {
    RunningAttempt attempt = new RunningAttempt(lease, slot, nanos.getAsLong());
    running.add(attempt);
    if (stopped) {
      attempt.interrupt(RunningAttempt.Stop.SHUTDOWN);
    }
    return attempt;
  }

  /** The calling worker's transport has returned; answers whether it was told to stop. */
  RunningAttempt.Stop end(RunningAttempt attempt) {
    running.remove(attempt);
    return attempt.end();
  }

  Duration age(RunningAttempt attempt) {
    return attempt.age(nanos.getAsLong());
  }

  /** Looks at all of them; the dispatcher does so about once a second. */
  void watch() {
    long now = nanos.getAsLong();
    Duration timeout = settings.get().deliveryTimeout();
    for (RunningAttempt attempt : running) {
      Duration age = attempt.age(now);
      if (age.compareTo(SLOW) >= 0) {
        attempt.slot().becomeSlow();
      }
      if (age.compareTo(timeout) >= 0 && !attempt.isHandingOver() && attempt.interrupt(RunningAttempt.Stop.TIME_OVER)) {
        LOG.warn(
            "{}: the attempt by {} is stopped after {} s (deliveryTimeout)",
            attempt.lease().id(),
            attempt.lease().route(),
            age.toSeconds());
      }
    }
  }

  /** Tells all of them to stop, and those that begin from now on too. */
  void stop() {
    stopped = true;
    running.forEach(attempt -> attempt.interrupt(RunningAttempt.Stop.SHUTDOWN));
  }

  /** Names those that do not stop, for the log. */
  void complain() {
    running.forEach(
        attempt ->
            LOG.warn(
                "{}: the transport of {} does not stop; {} goes on until it returns, and the message is tried by nobody"
                    + " else until then or until a restart",
                attempt.lease().id(),
                attempt.lease().route(),
                attempt.worker().getName()));
  }
}
