/**
 * The words of mail as immutable values.
 *
 * <p><b>What it holds.</b> Addresses ({@link org.karamail.model.Mailbox}, {@link org.karamail.model.MailDomain}, {@link
 * org.karamail.model.ReversePath}), replies ({@link org.karamail.model.Reply}, {@link org.karamail.model.StatusCode}),
 * priorities, the identity of a queued message ({@link org.karamail.model.QueueId}), the life of a recipient ({@link
 * org.karamail.model.RecipientState} and the legal edges in {@link org.karamail.model.Transition}), where it goes ({@link
 * org.karamail.model.Route}), what came of trying ({@link org.karamail.model.DeliveryOutcome}, {@link
 * org.karamail.model.Attempt}) and what is told about it ({@link org.karamail.model.MailEvent}).
 *
 * <p><b>Promises.</b> Every type is immutable, safe on any thread, and checks itself when it is made: a value that exists
 * is valid. Codes that are written to disk ({@code code()}) never change their meaning.
 *
 * <p><b>The life of a recipient.</b>
 *
 * <pre>
 *              hold            +--------------------- release ------------------+
 *        +------------> HELD --+                                                |
 *        |               ^                                                      v
 *   (new) --> SCHEDULED --due--> QUEUED --lease--> ACTIVE --deferred--> DEFERRED --due/flush--> QUEUED
 *                                                    |                     |
 *                                                    +--> DELIVERED        +--> EXPIRED
 *                                                    +--> FAILED           +--> CANCELLED
 * </pre>
 *
 * <p>SUPPRESSED, CANCELLED, DELIVERED, FAILED and EXPIRED are final.
 *
 * <p><b>Failures.</b> A constructor refuses an invalid value with {@link java.lang.IllegalArgumentException} that says
 * what would be accepted. Text from outside goes through the {@code parse} methods, which answer an empty Optional.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.model;
