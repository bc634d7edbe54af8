package org.karamail.queue.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Envelope;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;

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
