/**
 * Leases due work, attempts it through a transport, records each recipient's outcome, writes reports through intake.
 *
 * <p><b>What it does.</b> One dispatcher thread claims leases from the queue where there is room; workers attempt them, one
 * attempt each, through the {@link org.karamail.delivery.Transport} that the route names. What comes of it is recorded in
 * the queue before anything else happens to the recipient. What fails for good is reported to the sender (RFC 3464).
 *
 * <p><b>Promises.</b> An outcome is durable before the next attempt. A transport that throws has deferred. No transport of
 * a name: the mail waits, and no attempt is counted. Never a report about a report.
 *
 * <p><b>Threads.</b> Transports are called on delivery workers and may wait there.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.delivery;
