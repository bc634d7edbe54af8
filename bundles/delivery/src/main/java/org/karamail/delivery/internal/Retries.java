package org.karamail.delivery.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;

/**
 * Asks hooks about recipients that an attempt has deferred: once for those to whom the same happened. A delay moves the next
 * attempt; whatever else they say takes the place of the deferral, with the attempt counted, for it was made.
 */
final class Retries {

  private final OutcomeTable table;

  Retries(OutcomeTable table) {
    this.table = table;
  }

  /** The updates as hooks want them. */
  List<RecipientUpdate> ask(HookedAttempt hooked, Lease lease, List<RecipientUpdate> updates) {
    List<RecipientUpdate> asked = new ArrayList<>();
    Map<Attempt, List<RecipientUpdate>> deferred = new LinkedHashMap<>();
    for (RecipientUpdate update : updates) {
      if (update.attempt().isPresent() && update.transition().filter(Transition.DEFER::equals).isPresent()) {
        deferred.computeIfAbsent(update.attempt().get(), any -> new ArrayList<>()).add(update);
      } else {
        asked.add(update);
      }
    }
    for (Map.Entry<Attempt, List<RecipientUpdate>> same : deferred.entrySet()) {
      asked.addAll(ask(hooked, lease, same.getKey(), same.getValue()));
    }
    return asked;
  }

  private List<RecipientUpdate> ask(
      HookedAttempt hooked, Lease lease, Attempt attempt, List<RecipientUpdate> updates) {
    Instant due = updates.stream().flatMap(update -> update.due().stream()).max(Instant::compareTo).orElseThrow();
    List<LeasedRecipient> meant =
        lease.recipients().stream().filter(one -> updates.stream().anyMatch(u -> u.index() == one.recipient().index())).toList();
    Lease narrowed = new Lease(lease.id(), lease.epoch(), lease.purpose(), lease.route(), lease.envelope(), meant);
    Optional<Objection> objection = hooked.retry(narrowed, attempt, due);
    return objection.isEmpty() ? updates : moved(objection.get(), lease, meant, updates);
  }

  private List<RecipientUpdate> moved(
      Objection objection, Lease lease, List<LeasedRecipient> meant, List<RecipientUpdate> updates) {
    List<RecipientUpdate> moved = new ArrayList<>();
    for (RecipientUpdate update : updates) {
      LeasedRecipient leased =
          meant.stream().filter(one -> one.recipient().index() == update.index()).findFirst().orElseThrow();
      moved.add(
          objection.kind() == Objection.Kind.POSTPONE
              ? later(update, objection.delay())
              : table
                  .kept(objection, update.attempt().orElseThrow(), leased, lease.envelope())
                  .counting(update.attempt().orElseThrow()));
    }
    return moved;
  }

  private RecipientUpdate later(RecipientUpdate update, Duration delay) {
    Instant wanted = table.now().plus(delay);
    return update.due().filter(due -> due.isBefore(wanted)).isPresent() ? update.dueAt(wanted) : update;
  }
}
