package org.karamail.delivery.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.karamail.delivery.AttemptProgress;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.message.Message;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.MailQueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the attempt that a lease asks for, on a worker. This is the border to transports: whatever one of them throws,
 * forgets or hangs on becomes an outcome here.
 */
final class Courier {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final MailQueueStore store;
  private final Attempts attempts;
  private final OutcomeTable table;
  private final Clock clock;

  Courier(MailQueueStore store, Attempts attempts, OutcomeTable table, Clock clock) {
    this.store = store;
    this.attempts = attempts;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Attempts delivery to whoever is not too old.
   *
   * @return nothing for recipients that are to be queued again as they were
   * @throws org.karamail.queue.store.StoreClosedException when the store does not give the message out now
   */
  List<RecipientUpdate> deliver(Lease lease, Transports.Known transport, Slots.Slot slot) {
    List<RecipientUpdate> updates = new ArrayList<>();
    List<LeasedRecipient> due = new ArrayList<>();
    for (LeasedRecipient leased : lease.recipients()) {
      Optional<RecipientUpdate> instead = table.instead(leased, lease.envelope().sender());
      instead.ifPresentOrElse(updates::add, () -> due.add(leased));
    }
    if (!due.isEmpty()) {
      updates.addAll(attempt(narrowed(lease, due), transport, slot));
    }
    return updates;
  }

  private List<RecipientUpdate> attempt(Lease lease, Transports.Known transport, Slots.Slot slot) {
    Message message = store.content(lease.id());
    Instant startedAt = clock.instant();
    RunningAttempt running = attempts.begin(lease, slot);
    Said said = ask(transport, lease, message, running);
    Duration took = attempts.age(running);
    RunningAttempt.Stop stop = attempts.end(running);
    slot.answered();

    List<RecipientUpdate> updates = new ArrayList<>();
    for (LeasedRecipient leased : lease.recipients()) {
      said.outcomeOf(leased, stop, took)
          .map(o -> new Attempt(leased.attempts() + 1, startedAt, took, lease.route(), o.peer(), o.outcome()))
          .map(attempt -> table.after(attempt, leased, lease.envelope().sender()))
          .ifPresent(updates::add);
    }
    return updates;
  }

  private static Said ask(Transports.Known transport, Lease lease, Message message, AttemptProgress progress) {
    try {
      Said said = Said.of(transport.name(), transport.transport().deliver(lease, message, progress));
      if (!said.coversAll(lease) && !Thread.currentThread().isInterrupted()) {
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

  /**
   * What a transport said.
   *
   * @param outcomes by the recipient's index
   * @param otherwise what is wrong with recipients of which it said nothing
   */
  private record Said(Map<Integer, RecipientOutcome> outcomes, String otherwise) {

    /** A transport that names a recipient twice is believed the first time. */
    static Said of(String transport, List<RecipientOutcome> outcomes) {
      return new Said(
          outcomes.stream()
              .collect(Collectors.toMap(RecipientOutcome::index, Function.identity(), (first, again) -> first)),
          "transport '" + transport + "' said nothing of this recipient");
    }

    boolean coversAll(Lease lease) {
      return lease.recipients().stream().allMatch(leased -> outcomes.containsKey(leased.recipient().index()));
    }

    /** Empty for a recipient that is given back. */
    Optional<RecipientOutcome> outcomeOf(LeasedRecipient leased, RunningAttempt.Stop stop, Duration took) {
      int index = leased.recipient().index();
      Optional<RecipientOutcome> said = Optional.ofNullable(outcomes.get(index));
      return switch (stop) {
        case SHUTDOWN -> said;
        case TIME_OVER -> said.or(
            () -> Optional.of(fault(index, Fault.Category.TIMEOUT, "no outcome after " + took.toSeconds() + " s")));
        case NOT_STOPPED -> said.or(() -> Optional.of(fault(index, Fault.Category.LOCAL, otherwise)));
      };
    }

    private static RecipientOutcome fault(int index, Fault.Category category, String detail) {
      return new RecipientOutcome(index, "", new DeliveryOutcome.Unreachable(new Fault(category, detail)));
    }
  }
}
