package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A second without claims, so that work which the store does not let us finish now is not claimed over and over. */
final class Rest {

  private static final Duration LENGTH = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private volatile long until;

  Rest(LongSupplier nanos) {
    this.nanos = nanos;
    this.until = nanos.getAsLong();
  }

  /** Begins one; any thread. */
  void begin() {
    until = nanos.getAsLong() + LENGTH.toNanos();
  }

  boolean isOver() {
    return nanos.getAsLong() - until >= 0;
  }
}
