/**
 * Composes delivery status notifications: bounces, reports of delay, of delivery, of relaying.
 *
 * <p><b>What it writes.</b> A {@code multipart/report} (RFC 6522) of a text for people, a {@code message/delivery-status}
 * for programs (RFC 3464), and the header of the reported message as {@code text/rfc822-headers}; {@code Auto-Submitted:
 * auto-replied} (RFC 3834), from MAILER-DAEMON at this host. The body comes back only of a failure, to a sender who asked for
 * it (RET=FULL, RFC 3461 section 4.3), and only when it is short and can be had in seven bits: a report is small, and says nothing
 * to whom a forged sender names that the header does not.
 *
 * <p><b>Promises.</b> The output is 7-bit with CRLF line ends. Text of strangers cannot add a line, a field or a part.
 *
 * <p><b>Threads.</b> Values; any thread.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.message.report;
