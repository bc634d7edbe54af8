package org.karamail.delivery;

import java.util.Objects;
import org.karamail.model.DeliveryOutcome;

/**
 * What came of an attempt for one recipient.
 *
 * @param index the recipient's index in its message
 * @param peer whom it was handed to: a host with its address, or a mailbox file; empty when none was reached
 * @param outcome what came of it
 */
public record RecipientOutcome(int index, String peer, DeliveryOutcome outcome) {

  public RecipientOutcome {
    Objects.requireNonNull(peer, "peer: empty when none was reached");
    Objects.requireNonNull(outcome, "outcome");
  }
}
