package org.karamail.message.report;

import java.time.Instant;
import java.util.Optional;
import org.karamail.model.Mailbox;
import org.karamail.model.StatusCode;

/**
 * What a report says of one recipient (RFC 3464 section 2.3).
 *
 * @param address whom the message was for
 * @param originalRecipient whom the sender meant, where it said so: ORCPT as it came (RFC 3461 section 4.2)
 * @param action what became of it
 * @param status why, as a code: 2.x.x, 4.x.x or 5.x.x
 * @param diagnostic why, in words
 * @param remoteHost which host said so; empty when none did
 * @param lastAttempt when it was last tried; empty when it never was
 * @param retriedUntil until when it is tried on; only for DELAYED
 */
public record ReportedRecipient(
    Mailbox address,
    Optional<String> originalRecipient,
    Action action,
    StatusCode status,
    Optional<Diagnostic> diagnostic,
    Optional<String> remoteHost,
    Optional<Instant> lastAttempt,
    Optional<Instant> retriedUntil) {}
