package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether mail comes in faster than the disk takes it. Local delivery gives way then: it wants the same disk and the
 * same processors, nobody waits for it, and what is taken in is safe. Measured by what hurts, not by a rate: how many
 * senders wait for their sync at the same time.
 *
 * <p>Belongs to {@link Slots}, which guards it.
 */
final class Surge {

  /** A sender waits now and then on any machine; three at once queue up. */
  private static final int WAITING_SENDERS = 3;

  /** Between two syncs nobody waits: what was seen counts for this long. */
  private static final Duration LASTS = Duration.ofMillis(250);

  private final IntSupplier arriving;
  private final LongSupplier nanos;
  private long lastSeen;
  private boolean seen;

  /**
   * A surge that has not been seen yet.
   *
   * @param arriving how many senders wait for the disk
   */
  Surge(IntSupplier arriving, LongSupplier nanos) {
    this.arriving = arriving;
    this.nanos = nanos;
  }

  boolean isOn() {
    long now = nanos.getAsLong();
    if (arriving.getAsInt() >= WAITING_SENDERS) {
      seen = true;
      lastSeen = now;
    }
    return seen && now - lastSeen < LASTS.toNanos();
  }
}
