package org.karamail.delivery;

import java.util.Objects;
import org.karamail.model.DeliveryOutcome;

/**
 * What came of an attempt for one recipient.
 *
 * @param index the recipient's index in its message
 * @param peer whom it was handed to: a host with its address, or a mailbox file; empty when none was reached
 * @param outcome what came of it
 * @param reported whether the peer has taken over what the sender asked of reports (RFC 3461): then it tells of success,
 *     and we do not
 */
public record RecipientOutcome(int index, String peer, DeliveryOutcome outcome, boolean reported) {

  /** By a peer that gives no reports. */
  public RecipientOutcome(int index, String peer, DeliveryOutcome outcome) {
    this(index, peer, outcome, false);
  }

  public RecipientOutcome {
    Objects.requireNonNull(peer, "peer: empty when none was reached");
    Objects.requireNonNull(outcome, "outcome");
  }
}
