package org.karamail.testkit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Reply;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;

/** What may come of a lease, the same for all its recipients. */
final class Results {

  private Results() {}

  static List<RecipientUpdate> delivered(Lease lease, Instant at) {
    return each(lease, one -> RecipientUpdate.delivered(one.recipient().index(), delivery(one, at)));
  }

  static List<RecipientUpdate> deferred(Lease lease, Instant at, Instant due) {
    return each(lease, one -> RecipientUpdate.deferred(one.recipient().index(), greylisting(one, at), due));
  }

  static List<RecipientUpdate> failed(Lease lease, Instant at, Optional<ReportKind> owes) {
    return each(
        lease, one -> RecipientUpdate.ended(one.recipient().index(), Transition.FAIL, refusal(one, at), owes));
  }

  static List<RecipientUpdate> moved(Lease lease, Transition transition, String reason) {
    return each(lease, one -> RecipientUpdate.moved(one.recipient().index(), transition, reason, Optional.empty()));
  }

  static List<RecipientUpdate> reported(Lease lease, String detail) {
    return each(lease, one -> RecipientUpdate.reported(one.recipient().index(), detail));
  }

  static Attempt delivery(LeasedRecipient one, Instant at) {
    return attempt(one, at, new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok: queued as 4711")));
  }

  static Attempt greylisting(LeasedRecipient one, Instant at) {
    return attempt(one, at, new DeliveryOutcome.Deferred(Reply.of(451, "4.7.1", "Greylisted, come back")));
  }

  static Attempt refusal(LeasedRecipient one, Instant at) {
    return attempt(one, at, new DeliveryOutcome.Refused(Reply.of(550, "5.1.1", "No such mailbox")));
  }

  private static Attempt attempt(LeasedRecipient one, Instant at, DeliveryOutcome outcome) {
    return new Attempt(
        one.attempts() + 1,
        at,
        Duration.ofMillis(1_250),
        one.recipient().route(),
        "mx." + one.recipient().route().nextHop() + " [192.0.2.25]",
        outcome);
  }

  private static List<RecipientUpdate> each(Lease lease, Function<LeasedRecipient, RecipientUpdate> result) {
    return lease.recipients().stream().map(result).toList();
  }
}
