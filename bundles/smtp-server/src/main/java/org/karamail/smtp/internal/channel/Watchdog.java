package org.karamail.smtp.internal.channel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.karamail.smtp.internal.session.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices who held an event loop, and with it every other session of that loop. From 10 ms on it says so at debug; from 250
 * ms, which no loading of classes takes, at warn, and there at most every ten seconds. Safe on any thread.
 */
public final class Watchdog {

  private static final long NOTABLE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long ALARMING = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long QUIET = TimeUnit.SECONDS.toNanos(10);

  private final Logger log;
  private final LongSupplier nanos;
  private final AtomicLong nextWarning;

  /** A watchdog with this monotonic clock. */
  public Watchdog(LongSupplier nanos) {
    this(LoggerFactory.getLogger(Watchdog.class), nanos);
  }

  Watchdog(Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
    this.nextWarning = new AtomicLong(nanos.getAsLong());
  }

  /** Told when a step began, after it has ended. */
  void stepEnded(String session, Phase phase, long began) {
    long now = nanos.getAsLong();
    if (now - began >= NOTABLE) {
      report(session, phase.step(), now - began, now);
    }
  }

  private void report(String session, String step, long took, long now) {
    long next = nextWarning.get();
    boolean warns = took >= ALARMING && now - next >= 0 && nextWarning.compareAndSet(next, now + QUIET);
    if (warns) {
      log.warn(
          "session={} {} held an event loop for {} ms; nothing there may wait", session, step, millis(took));
    } else {
      log.debug("session={} {} held an event loop for {} ms", session, step, millis(took));
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
