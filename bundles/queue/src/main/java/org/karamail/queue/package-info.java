/**
 * The queue as its users see it: what may be claimed, what is told about a message, who is meant by a command.
 *
 * <p><b>What it holds.</b> A {@link org.karamail.queue.Lease} is the right to attempt the recipients of one message that
 * share a route; {@link org.karamail.queue.ClaimSpec} asks for some; {@link org.karamail.queue.RecipientUpdate} says what
 * came of them. {@link org.karamail.queue.Selector} names recipients for hold, release, requeue and cancel. {@link
 * org.karamail.queue.RetrySchedule} says when to try again and when to give up. The store behind it all is {@link
 * org.karamail.queue.store.MailQueueStore}.
 *
 * <p><b>Promises.</b> Knows no hooks, no SMTP and no transports. All types here are immutable values.
 *
 * <p><b>See also.</b> {@link org.karamail.model.Transition} for the legal changes of state.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.queue;
