package org.karamail.queue;

import java.time.Instant;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.Recipient;

/**
 * A recipient as a lease hands it out.
 *
 * @param recipient who and how
 * @param attempts how many attempts have been made
 * @param firstDue where its age counts from: when it was due for the first time, moved on by the time it was held; when it
 *     was queued again after it had failed or expired
 * @param lastAttempt the newest attempt, if there was one
 * @param owed the report its sender is owed, if any
 */
public record LeasedRecipient(
    Recipient recipient, int attempts, Instant firstDue, Optional<Attempt> lastAttempt, Optional<ReportKind> owed) {}
