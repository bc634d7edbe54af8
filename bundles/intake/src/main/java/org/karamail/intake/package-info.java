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
 * <p><b>Threads.</b> One transaction belongs to one caller at a time. No method waits; stages complete on the store's
 * threads, so callers continue on their own.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.intake;
