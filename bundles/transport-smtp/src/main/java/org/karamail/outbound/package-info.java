/**
 * How mail leaves by SMTP and LMTP: the transports {@code smtp} and {@code lmtp}, and their connections.
 *
 * <p><b>What it does.</b> Asks {@link org.karamail.routing.Destinations} where a route leads now, and tries those hosts one
 * after the other until one of them has said something about the mail itself. Connections are kept and used again.
 *
 * <p><b>Promises.</b> What comes of each fault at each stage stands in {@code docs/outcomes.md}. Every recipient has its own
 * outcome. A message leaves octet for octet, but for the dots that SMTP doubles on the way, and is never whole in memory; only
 * a host without 8BITMIME gets a {@link org.karamail.message.sevenbit.SevenBitForm} of it, where there is one.
 * Once the final dot may have been sent, silence is {@code unknown}, never {@code failed}. Waiting ends: every stage has a
 * deadline as a whole, and an interrupt ends it at once.
 *
 * <p><b>Reports.</b> What the sender asked of reports (RFC 3461) is passed on to a host that offers DSN, which then tells of
 * success itself; delivery is told so.
 *
 * <p><b>Encryption.</b> Opportunistic unless the route or {@code karamail.outbound} says otherwise: a host that offers
 * STARTTLS is spoken to in TLS with any certificate, and in clear, on a new connection, when that does not work.
 *
 * <p><b>Threads.</b> Attempts run on delivery's workers. {@code karamail-smtp-deadlines} closes what takes too long; {@code
 * karamail-smtp-caretaker} keeps idle connections alive and says good-bye to those no longer needed.
 *
 * @see org.karamail.outbound.ConnectionPool
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.outbound;
