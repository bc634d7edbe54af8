package org.karamail.queue;

import java.util.List;
import org.karamail.model.Envelope;
import org.karamail.model.QueueId;
import org.karamail.model.Route;

/**
 * The right to work on recipients of one message that share a route, until it is updated, given back, or the process
 * dies.
 *
 * @param id the message
 * @param epoch tells this lease from every earlier one of the same recipients; an update under an older epoch is refused
 * @param purpose what is to be done
 * @param route how the recipients are reached
 * @param envelope what travels beside the message
 * @param recipients at least one
 */
public record Lease(
    QueueId id, long epoch, Purpose purpose, Route route, Envelope envelope, List<LeasedRecipient> recipients) {

  /** What a lease is for. */
  public enum Purpose {
    /** Attempt delivery. */
    DELIVER,
    /** Write the report that these recipients owe their sender. */
    REPORT
  }

  public Lease {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a lease without recipients");
    }
  }
}
