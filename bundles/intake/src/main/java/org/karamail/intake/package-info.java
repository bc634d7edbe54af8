/**
 * The only door into the queue: for SMTP, for HTTP, for reports.
 *
 * <p><b>What it does.</b> {@link org.karamail.intake.Intake} opens a transaction, takes the message as it arrives, checks
 * its header, adds the trace fields, routes its recipients and commits it. What it answers is the reply the client gets.
 *
 * <p><b>Promises.</b> {@link org.karamail.intake.Acceptance.Accepted} is answered only when the message is on disk. A
 * transaction that is not finished leaves nothing behind. The message is never whole in memory; its header block is, and is
 * bounded.
 *
 * <p><b>What it checks.</b> The header block may have 256 KB, 1000 fields, 100 KB in a field (552 5.3.4) and 100 Received
 * fields (554 5.4.6: the message goes in circles, RFC 5321 section 6.3); a message 2 GB, where its listener has no lower
 * limit. What is merely ill-formed is passed on as it came, as a relay must: a line that is no field ends the header, and a
 * message without header is all body and keeps its octets.
 *
 * <p><b>What it adds.</b> A Received field on top, nothing else; except for mail that comes straight from its author, by a
 * listener called {@code submission} or {@code submission-...} or by HTTP (RFC 6409 section 8): there a missing or malformed
 * From and a malformed header are refused (550 5.6.0), missing Date and Message-ID are added, Sender names an authenticated
 * user who is not in From, and Bcc, Resent-Bcc and Return-Path are taken out.
 *
 * <p><b>Whom it asks.</b> Hooks, at the final dot, when the message is not refused already: checks on the octets as received,
 * gates on the message as edited so far, then a route and a place in the queue for each recipient ({@link
 * org.karamail.intake.Provenance#POINTS}). There is one reply for all of it: a recipient that is put off puts off the message,
 * one that is rejected among others is held, quarantine is HELD and discard is CANCELLED, in the queue, with the reason. Our
 * trace field comes last, on top of what hooks have made. Of a message whose body is replaced, another goes on in its place,
 * under an id of its own.
 *
 * <p><b>Failures.</b> What the store says when it takes nothing is what the client is told. Everything unforeseen is 451
 * 4.3.0; the log has the reason. Of what is taken the store writes the line in the mail log, and the listener that of its
 * session.
 *
 * <p><b>Threads.</b> One transaction belongs to one caller at a time. No method waits, but for
 * {@link org.karamail.intake.Intake#prepare}, which may wait for the disk. A message goes on where a hook has answered ({@link
 * org.karamail.hook.engine.AnswerThread}), behind a delay where its way in wants it to ({@link org.karamail.intake.HomeThread}),
 * and on {@code karamail-intake-N} where that has none and where a hook has replaced a body, which waits for the disk. Stages
 * complete on the store's threads or on those, so callers continue on their own.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.intake;
