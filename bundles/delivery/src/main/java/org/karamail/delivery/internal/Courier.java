package org.karamail.delivery.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.message.Message;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.queue.store.MailQueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the attempt that a lease asks for, on a worker. This is the border to transports: whatever one of them throws,
 * forgets or hangs on becomes an outcome here.
 */
final class Courier {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private static final Reply REFUSED_BY_PLUGIN = Reply.of(550, "5.7.1", "Refused by the policy of this host");

  private final MailQueueStore store;
  private final Attempts attempts;
  private final OutcomeTable table;
  private final DeliveryHooks hooks;
  private final Retries retries;
  private final Breakers breakers;
  private final Unknowns unknowns;
  private final ErrorCounts errors;
  private final Clock clock;

  Courier(
      MailQueueStore store,
      Attempts attempts,
      OutcomeTable table,
      DeliveryHooks hooks,
      Breakers breakers,
      ErrorCounts errors,
      Clock clock) {
    this.store = store;
    this.attempts = attempts;
    this.table = table;
    this.hooks = hooks;
    this.retries = new Retries(table);
    this.breakers = breakers;
    this.unknowns = new Unknowns(store);
    this.errors = errors;
    this.clock = clock;
  }

  /**
   * What came of an attempt.
   *
   * @param updates nothing for recipients that are to be queued again as they were
   * @param ending is to be told when that is on disk, or when it is not going to be
   */
  record Delivered(List<RecipientUpdate> updates, Books.Ending ending) {}

  /**
   * Attempts delivery to whoever is not too old.
   *
   * @throws org.karamail.queue.store.StoreClosedException when the store does not give the message out now
   */
  Delivered deliver(Lease lease, Transports.Known transport, Slots.Slot slot) {
    List<RecipientUpdate> updates = new ArrayList<>();
    List<LeasedRecipient> due = new ArrayList<>();
    Optional<String> trouble = breakers.trouble(transport.site(lease.route()));
    for (LeasedRecipient leased : lease.recipients()) {
      Optional<RecipientUpdate> instead = table.instead(leased, lease.envelope().sender(), trouble);
      instead.ifPresentOrElse(updates::add, () -> due.add(leased));
    }
    if (due.isEmpty()) {
      return new Delivered(updates, Books.Ending.NOBODY);
    }
    Delivered attempted = attempt(narrowed(lease, due), transport, slot);
    updates.addAll(attempted.updates());
    return new Delivered(updates, attempted.ending());
  }

  private Delivered attempt(Lease lease, Transports.Known transport, Slots.Slot slot) {
    Message message = store.content(lease.id());
    RunningAttempt running = attempts.begin(lease, slot);
    try {
      Optional<HookedAttempt> hooked = hooks.attempt(lease, message);
      return hooked.isPresent()
          ? hooked(hooked.get(), lease, transport, running)
          : new Delivered(carry(lease, lease, message, transport, running), Books.Ending.NOBODY);
    } catch (InterruptedException stopped) {
      return new Delivered(unasked(lease, attempts.end(running)), Books.Ending.NOBODY);
    } catch (RuntimeException | Error fault) {
      attempts.end(running);
      throw fault;
    }
  }

  /** With hooks, which are let go here unless somebody is to be told of the ending. */
  private Delivered hooked(
      HookedAttempt hooked, Lease lease, Transports.Known transport, RunningAttempt running)
      throws InterruptedException {
    try {
      if (!running.hasRoom(transport.findSite(lease.route()))) {
        attempts.end(running);
        hooked.close();
        return new Delivered(List.of(), Books.Ending.NOBODY);
      }
      HookedAttempt.Clearance clearance = hooked.clear(transport.local());
      running.askAboutHosts(hooked::host);
      List<RecipientUpdate> updates =
          clearance.objection().isPresent()
              ? kept(lease, clearance.objection().get(), running)
              : retries.ask(
                  hooked, lease, carry(lease, clearance.lease(), clearance.message(), transport, running));
      return new Delivered(named(updates, hooked.plugins()), written -> end(hooked, lease, updates, written));
    } catch (InterruptedException | RuntimeException | Error fault) {
      hooked.close();
      throw fault;
    }
  }

  /** Gives it to the transport; nothing comes of it where its site has no room. */
  private List<RecipientUpdate> carry(
      Lease lease, Lease given, Message message, Transports.Known transport, RunningAttempt running) {
    Instant startedAt = clock.instant();
    Duration before = attempts.age(running);
    Said said = ask(transport, given, message, running);
    Duration took = attempts.age(running).minus(before);
    RunningAttempt.Stop stop = attempts.end(running);
    if (running.isTurnedAway()) {
      return List.of();
    }
    running.slot().answered();

    List<RecipientUpdate> updates = new ArrayList<>();
    for (LeasedRecipient leased : lease.recipients()) {
      said.outcomeOf(leased, stop, took)
          .map(
              o ->
                  after(
                      new Attempt(leased.attempts() + 1, startedAt, took, lease.route(), o.peer(), o.outcome()),
                      leased,
                      lease,
                      running.objection(),
                      success(transport, o)))
          .ifPresent(updates::add);
    }
    learn(transport, lease.route(), updates, running.isRefusedBySite());
    errors.count(updates);
    return unknowns.marked(lease, updates);
  }

  /** Where a hook objected to a host, and no other was reached, it is the hook that has put it off. */
  private RecipientUpdate after(
      Attempt attempt,
      LeasedRecipient leased,
      Lease lease,
      Optional<Objection> objection,
      Optional<ReportKind> success) {
    return objection.isPresent() && attempt.outcome().kind() == DeliveryOutcome.Kind.UNREACHABLE
        ? table.kept(objection.get(), refusal(attempt, objection.get()), leased, lease.envelope())
        : table.after(attempt, leased, lease.envelope().sender(), success);
  }

  /** What is to be told of a delivery by this transport, unless others tell it. */
  private static Optional<ReportKind> success(Transports.Known transport, RecipientOutcome outcome) {
    if (outcome.reported()) {
      return Optional.empty();
    }
    return Optional.of(transport.local() ? ReportKind.DELIVERED : ReportKind.RELAYED);
  }

  private static Attempt refusal(Attempt attempt, Objection objection) {
    DeliveryOutcome outcome = new DeliveryOutcome.Refused(objection.reply().orElse(REFUSED_BY_PLUGIN));
    return new Attempt(attempt.number(), attempt.startedAt(), attempt.took(), attempt.route(), "", outcome);
  }

  private List<RecipientUpdate> kept(Lease lease, Objection objection, RunningAttempt running) {
    Duration took = attempts.age(running);
    attempts.end(running);
    LOG.info("{}: {} recipient(s) of {}: {}", lease.id(), lease.recipients().size(), lease.route(), objection.reason());
    DeliveryOutcome outcome = new DeliveryOutcome.Refused(objection.reply().orElse(REFUSED_BY_PLUGIN));
    return lease.recipients().stream()
        .map(
            leased ->
                table.kept(
                    objection,
                    new Attempt(leased.attempts() + 1, clock.instant(), took, lease.route(), "", outcome),
                    leased,
                    lease.envelope()))
        .toList();
  }

  /** The worker was told to stop while hooks were asked: at a shutdown they go back, otherwise they wait. */
  private List<RecipientUpdate> unasked(Lease lease, RunningAttempt.Stop stop) {
    if (stop == RunningAttempt.Stop.SHUTDOWN) {
      return List.of();
    }
    Objection objection = Objection.postpone("put off: plugins took longer than deliveryTimeout");
    return lease.recipients().stream()
        .map(
            leased ->
                table.kept(
                    objection,
                    new Attempt(
                        leased.attempts() + 1,
                        clock.instant(),
                        Duration.ZERO,
                        lease.route(),
                        "",
                        new DeliveryOutcome.Refused(REFUSED_BY_PLUGIN)),
                    leased,
                    lease.envelope()))
        .toList();
  }

  private static List<RecipientUpdate> named(List<RecipientUpdate> updates, List<String> plugins) {
    return plugins.isEmpty()
        ? updates
        : updates.stream().map(update -> update.adding("; plugins " + String.join(", ", plugins))).toList();
  }

  /** Observers are told what is on disk, and hooks are let go. */
  private static void end(HookedAttempt hooked, Lease lease, List<RecipientUpdate> updates, boolean written) {
    if (written) {
      for (RecipientUpdate update : updates) {
        lease.recipients().stream()
            .map(LeasedRecipient::recipient)
            .filter(recipient -> recipient.index() == update.index())
            .forEach(
                recipient ->
                    update.attempt().ifPresent(
                        attempt -> update.transition().ifPresent(edge -> hooked.tell(recipient, attempt, edge.to()))));
      }
    }
    hooked.close();
  }

  private void learn(
      Transports.Known transport, Route route, List<RecipientUpdate> updates, boolean refusedBySite) {
    List<DeliveryOutcome> outcomes =
        updates.stream().flatMap(update -> update.attempt().stream()).map(Attempt::outcome).toList();
    if (!transport.local() && !outcomes.isEmpty()) {
      breakers.learn(transport.site(route), outcomes, refusedBySite);
    }
  }

  private static Said ask(Transports.Known transport, Lease lease, Message message, RunningAttempt progress) {
    try {
      Said said = Said.of(transport.name(), transport.transport().deliver(lease, message, progress));
      if (!said.coversAll(lease) && !progress.isTurnedAway() && !Thread.currentThread().isInterrupted()) {
        LOG.error("{}: {} or another of {}; they are deferred", lease.id(), said.otherwise(), lease.route());
      }
      return said;
    } catch (InterruptedException stopped) {
      return Said.of(transport.name(), List.of());
    } catch (RuntimeException | Error bug) {
      LOG.error("{}: transport '{}' failed; {} is deferred", lease.id(), transport.name(), lease.route(), bug);
      return new Said(Map.of(), "transport '" + transport.name() + "' failed: " + bug);
    }
  }

  private static Lease narrowed(Lease lease, List<LeasedRecipient> due) {
    return due.size() == lease.recipients().size()
        ? lease
        : new Lease(lease.id(), lease.epoch(), lease.purpose(), lease.route(), lease.envelope(), due);
  }
}
