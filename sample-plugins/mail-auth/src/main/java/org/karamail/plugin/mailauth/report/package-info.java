/**
 * Aggregate reports (RFC 9990): what was seen of mail from a domain that asks for them, once in each period.
 *
 * <p>Below the plugin's data folder, {@code dmarc/journal} holds a line for each message ({@link
 * org.karamail.plugin.mailauth.report.Journal}), {@code dmarc/reports} what came of the periods that are over, {@code
 * dmarc/outbox} the mail that waits to be handed over. Journals and mail outlive the plugin; names of reports are made from what
 * they are about, so that work done twice overwrites itself.
 *
 * <p><b>Threads.</b> One of its own, {@code mailauth-reports}; nobody else waits for a file or for a receiver of reports.
 *
 * <p><b>Failures.</b> What cannot be written is lost and logged: reports never hold up mail. What cannot be handed over is tried
 * again for three days.
 */
package org.karamail.plugin.mailauth.report;
