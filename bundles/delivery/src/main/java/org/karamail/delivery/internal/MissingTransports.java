package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.karamail.model.RecipientState;
import org.karamail.model.Route;
import org.karamail.queue.Selector;
import org.karamail.queue.store.MailQueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to mail for a transport that is not there.
 *
 * <p>For a few seconds nothing: at start, and while a bundle is replaced, it is about to come, and a queue of a hundred
 * thousand must not be rewritten for that. Its routes have no room so long. After that its mail is put off, which the
 * history says, and is due again at once when the transport comes.
 *
 * <p>Belongs to the dispatcher's thread.
 */
final class MissingTransports {

  private static final Logger LOG = LoggerFactory.getLogger(MissingTransports.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final MailQueueStore store;
  private final Transports transports;
  private final LongSupplier nanos;
  private final Map<String, Missing> missing = new HashMap<>();

  private static final class Missing {
    final long since;
    final Set<Route> waiting = new HashSet<>();
    boolean announced;

    Missing(long since) {
      this.since = since;
    }
  }

  MissingTransports(MailQueueStore store, Transports transports, LongSupplier nanos) {
    this.store = store;
    this.transports = transports;
    this.nanos = nanos;
  }

  /** Whether work for this route is only given back, because the transport may come any moment. */
  boolean mayComeYet(Route route) {
    Missing one = missing.computeIfAbsent(route.transport(), name -> new Missing(nanos.getAsLong()));
    if (isInGrace(one)) {
      one.waiting.add(route);
      return true;
    }
    if (!one.announced) {
      one.announced = true;
      LOG.warn(
          "no transport '{}' is there: mail for {} waits, and is tried at once when it comes; is its bundle started?",
          route.transport(),
          route);
    }
    return false;
  }

  /** Takes the room from routes whose transport may come any moment; each is a site of its own so long. */
  void takeRoom(Map<String, Integer> room) {
    for (Missing one : missing.values()) {
      if (isInGrace(one)) {
        one.waiting.forEach(route -> room.put(route.toString(), 0));
      }
    }
  }

  /** Lets the mail go on whose transport has come. */
  void lookAgain() {
    missing.entrySet().removeIf(entry -> transports.find(entry.getKey()).isPresent() && hasCome(entry.getKey(), entry.getValue()));
  }

  private boolean hasCome(String name, Missing one) {
    if (one.announced) {
      Selector postponed =
          new Selector(
              Set.of(),
              Set.of(RecipientState.DEFERRED),
              Optional.empty(),
              Optional.empty(),
              Optional.of(name + ":*"),
              Optional.empty());
      store.requeue(postponed).whenComplete((count, failure) -> log(name, count, failure));
    }
    return true;
  }

  private static void log(String name, int count, Throwable failure) {
    if (failure == null) {
      LOG.info("transport '{}' is there: {} recipients that waited are tried now", name, count);
    } else {
      LOG.warn("transport '{}' is there, but what waits for it is tried only when it is due: {}", name, failure.toString());
    }
  }

  private boolean isInGrace(Missing one) {
    return nanos.getAsLong() - one.since < GRACE.toNanos();
  }
}
