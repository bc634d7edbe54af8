package org.karamail.delivery.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Fault;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.Reply;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/** Leases, attempts and outcomes for tests. */
final class Leases {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Route ROUTE = new Route("smtp", "example.org");
  static final ReversePath SENDER = ReversePath.parse("sender@example.net").orElseThrow();

  static final DeliveryOutcome DELIVERED = new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Taken"));
  static final DeliveryOutcome DEFERRED = new DeliveryOutcome.Deferred(Reply.of(450, "4.2.0", "Greylisted"));
  static final DeliveryOutcome REFUSED = new DeliveryOutcome.Refused(Reply.of(550, "5.1.1", "No such mailbox"));
  static final DeliveryOutcome UNREACHABLE =
      new DeliveryOutcome.Unreachable(new Fault(Fault.Category.CONNECTION, "refused by 192.0.2.1"));
  static final DeliveryOutcome UNKNOWN =
      new DeliveryOutcome.Unknown(new Fault(Fault.Category.TIMEOUT, "no reply after the dot"));

  private Leases() {}

  static LeasedRecipient recipient(int attempts, Instant firstDue) {
    Optional<Attempt> last = attempts == 0 ? Optional.empty() : Optional.of(attempt(attempts, DEFERRED));
    return new LeasedRecipient(
        new Recipient(0, Mailbox.parse("alice@example.org").orElseThrow(), ROUTE),
        attempts,
        firstDue,
        last,
        Optional.empty());
  }

  static Attempt attempt(int number, DeliveryOutcome outcome) {
    return new Attempt(number, NOON, Duration.ofMillis(12), ROUTE, "", outcome);
  }

  static Lease lease(LeasedRecipient... recipients) {
    Envelope envelope = new Envelope(SENDER, Origin.local("test"), Priority.NORMAL, BodyType.SEVEN_BIT);
    return new Lease(
        QueueId.firstAt(NOON), 1, Lease.Purpose.DELIVER, ROUTE, envelope, List.of(recipients));
  }
}
