package org.karamail.queue;

import java.time.Instant;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;

/**
 * A recipient as the queue shows it.
 *
 * @param recipient who and how
 * @param state where it stands
 * @param attempts how many attempts have been made
 * @param due when it is tried next; the time of its end for final states
 * @param detail one line: the last reply, the reason of a hold
 * @param lastAttempt the newest attempt, if there was one
 */
public record QueuedRecipient(
    Recipient recipient,
    RecipientState state,
    int attempts,
    Instant due,
    String detail,
    Optional<Attempt> lastAttempt) {}
