package org.karamail.delivery.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.karamail.delivery.AttemptErrors;
import org.karamail.delivery.SiteStanding;
import org.karamail.delivery.Transport;
import org.karamail.hook.engine.HookEngine;
import org.karamail.intake.Intake;
import org.karamail.model.Route;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.MailQueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivery from start to stop: all its parts, put together here and nowhere else. Used once. */
final class DeliveryEngine {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryEngine.class);

  /** Declarative Services gives up on a deactivation after five seconds; the four together stay below that. */
  private static final Duration FOR_THE_DISPATCHER = Duration.ofMillis(500);

  private static final Duration TO_FINISH = Duration.ofSeconds(2);
  private static final Duration TO_STOP = Duration.ofSeconds(1);
  private static final Duration TO_WRITE = Duration.ofMillis(500);

  private final Transports transports = new Transports();
  private final Workers workers = new Workers();
  private final Signal signal = new Signal();
  private final ErrorCounts errors = new ErrorCounts();
  private final Breakers breakers;
  private final Slots slots;
  private final Attempts attempts;
  private final Desk desk;
  private final Dispatcher dispatcher;
  private final Thread thread;
  private final AutoCloseable work;

  /** What is needed from outside; {@code nanos} is a clock that nobody sets. */
  record Surroundings(
      MailQueueStore store,
      QueuePolicy policy,
      Intake intake,
      HookEngine engine,
      String host,
      Clock clock,
      LongSupplier nanos) {}

  DeliveryEngine(Surroundings from, Supplier<DeliverySettings> settings) {
    breakers = new Breakers(from.nanos());
    slots = new Slots(settings, breakers, new Surge(from.store()::arriving, from.nanos()));
    attempts = new Attempts(settings, from.nanos());
    Rest rest = new Rest(from.nanos());
    OutcomeTable table = new OutcomeTable(from.policy(), from.clock(), new Random());
    MissingTransports missing = new MissingTransports(from.store(), transports, from.nanos());
    DeliveryHooks hooks = new DeliveryHooks(from.store(), from.engine(), from.host());
    desk =
        new Desk(
            transports,
            missing,
            slots,
            workers,
            new Courier(from.store(), attempts, table, hooks, breakers, errors, from.clock()),
            new Reporter(from.store(), from.policy(), from.intake(), hooks, from.host(), from.clock()),
            table,
            new Books(from.store(), rest, signal::raise),
            rest);
    dispatcher =
        new Dispatcher(
            from.store(),
            settings,
            slots,
            missing,
            transports,
            desk,
            attempts,
            workers,
            rest,
            signal,
            from.clock(),
            from.nanos());
    thread = new Thread(dispatcher, "karamail-dispatcher");
    thread.setContextClassLoader(DeliveryEngine.class.getClassLoader());
    work = from.store().onWork(signal::raise);
  }

  void start() {
    thread.start();
  }

  /** Something changed that the dispatcher decides by. */
  void wake() {
    signal.raise();
  }

  void add(Transport transport) {
    transports.add(transport);
    signal.raise();
  }

  void remove(Transport transport) {
    transports.remove(transport);
  }

  Transports transports() {
    return transports;
  }

  Slots slots() {
    return slots;
  }

  void tryFailedSites() {
    breakers.endPauses();
    signal.raise();
  }

  AttemptErrors errors() {
    return errors.read();
  }

  /** How it stands with the site of a route. */
  SiteStanding standing(Route route) {
    String site = transports.of(route);
    boolean local = transports.isLocal(route);
    Slots.SiteLine line = slots.line(site, local);
    Breaker.Reading breaker = breakers.reading(site);
    return new SiteStanding(
        site,
        line.active(),
        line.slow(),
        line.allowed(),
        line.limit(),
        breaker.state(),
        breaker.failures(),
        breaker.pause(),
        breaker.lastFailure());
  }

  /**
   * Begins nothing more, lets attempts finish for a while, tells the rest to stop and gives their leases back. Attempts that
   * do not stop are left alone with their leases: nobody else may try those.
   */
  void stop() {
    dispatcher.stop();
    desk.close();
    try {
      work.close();
      thread.join(FOR_THE_DISPATCHER.toMillis());
      workers.close();
      finishAttempts();
      slots.awaitNone(TO_WRITE);
    } catch (InterruptedException hurried) {
      attempts.stop();
      Thread.currentThread().interrupt();
    } catch (Exception unexpected) {
      LOG.warn("the store does not take its listener back", unexpected);
    }
  }

  private void finishAttempts() throws InterruptedException {
    if (!workers.awaitEnd(TO_FINISH)) {
      attempts.stop();
      if (!workers.awaitEnd(TO_STOP)) {
        attempts.complain();
      }
    }
  }
}
