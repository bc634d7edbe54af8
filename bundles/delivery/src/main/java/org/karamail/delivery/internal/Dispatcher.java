package org.karamail.delivery.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.StoreClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what is begun, and when: the one thread that claims leases.
 *
 * <p>It sleeps until there may be something to do: work came in, the next recipient is due, a slot is free again, a
 * transport came, the configuration changed. It looks about once a second all the same, because somebody may have set the
 * clock, and because attempts grow old.
 *
 * <p>What is claimed is begun at once, so that nothing is leased that has no slot, and each claim asks for as much as there
 * are free slots: under load many are free at once, and one claim serves them all.
 */
final class Dispatcher implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
  private static final Duration WATCH_EVERY = Duration.ofMillis(250);

  private final MailQueueStore store;
  private final Supplier<DeliverySettings> settings;
  private final Slots slots;
  private final MissingTransports missing;
  private final Transports transports;
  private final Desk desk;
  private final Attempts attempts;
  private final Workers workers;
  private final Rest rest;
  private final Signal signal;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile boolean stopped;
  private long watchedAt;

  Dispatcher(
      MailQueueStore store,
      Supplier<DeliverySettings> settings,
      Slots slots,
      MissingTransports missing,
      Transports transports,
      Desk desk,
      Attempts attempts,
      Workers workers,
      Rest rest,
      Signal signal,
      Clock clock,
      LongSupplier nanos) {
    this.store = store;
    this.settings = settings;
    this.slots = slots;
    this.missing = missing;
    this.transports = transports;
    this.desk = desk;
    this.attempts = attempts;
    this.workers = workers;
    this.rest = rest;
    this.signal = signal;
    this.clock = clock;
    this.nanos = nanos;
    this.watchedAt = nanos.getAsLong();
  }

  @Override
  public void run() {
    while (!stopped) {
      signal.await(turn().toNanos());
    }
  }

  /** Lets the thread end; it claims nothing more. */
  void stop() {
    stopped = true;
    signal.raise();
  }

  /** Does what is to be done now and answers how long to sleep. The border that keeps the thread alive. */
  private Duration turn() {
    try {
      watch();
      missing.lookAgain();
      return claim();
    } catch (StoreClosedException closed) {
      LOG.debug("nothing is claimed: {}", closed.getMessage());
    } catch (RuntimeException | Error bug) {
      LOG.error("delivery goes on in a second after a fault of our own; please report it", bug);
    }
    return TICK;
  }

  private void watch() {
    long now = nanos.getAsLong();
    if (now - watchedAt >= WATCH_EVERY.toNanos()) {
      watchedAt = now;
      attempts.watch();
      workers.startWorkerIfNeeded();
    }
  }

  private Duration claim() {
    int free = slots.free();
    while (free > 0 && mayBegin()) {
      List<Lease> leases = store.claim(spec(free));
      if (leases.isEmpty()) {
        return untilNextDue();
      }
      leases.forEach(desk::begin);
      free = slots.free();
    }
    return TICK;
  }

  private boolean mayBegin() {
    return !stopped && !settings.get().paused() && rest.isOver();
  }

  private ClaimSpec spec(int free) {
    Map<String, Integer> room = slots.room();
    missing.takeRoom(room);
    return new ClaimSpec(
        clock.instant(), free, settings.get().maxRecipientsPerAttempt(), transports, room, 1);
  }

  /** What is due already but was not given out waits for a signal, not for a time. */
  private Duration untilNextDue() {
    return store
        .nextDue()
        .map(due -> Duration.between(clock.instant(), due))
        .filter(wait -> !wait.isNegative() && wait.compareTo(TICK) < 0)
        .map(wait -> wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait)
        .orElse(TICK);
  }
}
