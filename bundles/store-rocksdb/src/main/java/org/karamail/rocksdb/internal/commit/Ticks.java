package org.karamail.rocksdb.internal.commit;

import java.time.Clock;

/**
 * Numbers that grow with the time, strictly, whatever the clock does: milliseconds above twenty bits of counter, as in
 * {@link org.karamail.model.QueueId}. Safe on any thread.
 */
public final class Ticks {

  private static final int COUNTER_BITS = 20;

  private final Clock clock;
  private long last;

  /** Numbers after one that was given out before. */
  public Ticks(Clock clock, long last) {
    this.clock = clock;
    this.last = last;
  }

  public synchronized long next() {
    last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
    return last;
  }

  /** The last number given out. */
  public synchronized long last() {
    return last;
  }

  /** Never gives out this number or one before it. */
  public synchronized void passOver(long number) {
    last = Math.max(last, number);
  }
}
