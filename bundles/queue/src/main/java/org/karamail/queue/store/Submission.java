package org.karamail.queue.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.ReportWish;

/**
 * What is committed beside the body.
 *
 * @param envelope what travels beside the message
 * @param headers the header block as it will leave, our trace fields on top
 * @param acceptedAt the received time
 * @param recipients at least one, in the order of their index
 * @param notes what those who handled the message want to know of it later; means nothing to the queue; may be empty
 */
public record Submission(
    Envelope envelope, HeaderBlock headers, Instant acceptedAt, List<NewRecipient> recipients, String notes) {

  /** Without notes. */
  public Submission(Envelope envelope, HeaderBlock headers, Instant acceptedAt, List<NewRecipient> recipients) {
    this(envelope, headers, acceptedAt, recipients, "");
  }

  /** The same under another envelope, with what is asked of reports about each recipient. */
  public Submission with(Envelope other, Function<Mailbox, ReportWish> reports) {
    return new Submission(
        other,
        headers,
        acceptedAt,
        recipients.stream().map(one -> one.with(reports.apply(one.recipient().address()))).toList(),
        notes);
  }

  /**
   * A recipient at its birth.
   *
   * @param recipient who and how
   * @param state QUEUED, SCHEDULED, HELD, CANCELLED or SUPPRESSED
   * @param due when it is due first
   * @param detail the reason where it is held, cancelled or suppressed; else empty
   */
  public record NewRecipient(Recipient recipient, RecipientState state, Instant due, String detail) {

    private static final Set<RecipientState> STATES_AT_BIRTH =
        Set.of(
            RecipientState.QUEUED,
            RecipientState.SCHEDULED,
            RecipientState.HELD,
            RecipientState.CANCELLED,
            RecipientState.SUPPRESSED);

    public NewRecipient {
      if (!STATES_AT_BIRTH.contains(state)) {
        throw new IllegalArgumentException("a recipient is not born " + state);
      }
    }

    NewRecipient with(ReportWish reports) {
      return new NewRecipient(recipient.with(reports), state, due, detail);
    }
  }

  public Submission {
    recipients = List.copyOf(recipients);
    for (int i = 0; i < recipients.size(); i++) {
      if (recipients.get(i).recipient().index() != i) {
        throw new IllegalArgumentException("recipients must stand in the order of their index");
      }
    }
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a message needs a recipient");
    }
  }
}
