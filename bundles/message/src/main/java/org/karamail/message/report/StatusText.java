package org.karamail.message.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.karamail.message.MailDate;
import org.karamail.model.Mailbox;
import org.karamail.model.Xtext;

/** The {@code message/delivery-status} part: groups of fields, one for the message, then one for each recipient. */
final class StatusText {

  private final StringBuilder text = new StringBuilder();
  private final ZoneId zone;

  private StatusText(ZoneId zone) {
    this.zone = zone;
  }

  static String of(DeliveryReport report) {
    StatusText status = new StatusText(report.zone());
    status.aboutMessage(report);
    report.recipients().forEach(status::aboutRecipient);
    return status.text.toString();
  }

  private void aboutMessage(DeliveryReport report) {
    report.form().envelopeId().ifPresent(id -> field("Original-Envelope-Id", Xtext.decode(id)));
    field("Reporting-MTA", "dns; " + report.host());
    field("X-Karamail-Queue-ID", report.about().toString());
    date("Arrival-Date", report.arrivedAt());
  }

  private void aboutRecipient(ReportedRecipient recipient) {
    text.append("\r\n");
    recipient.originalRecipient().ifPresent(original -> field("Original-Recipient", decoded(original)));
    field("Final-Recipient", typed(recipient.address()));
    field("Action", recipient.action().keyword());
    field("Status", recipient.status().toString());
    recipient.remoteHost().ifPresent(host -> field("Remote-MTA", "dns; " + host));
    recipient.diagnostic().ifPresent(said -> field("Diagnostic-Code", said.type() + "; " + said.text()));
    recipient.lastAttempt().ifPresent(at -> date("Last-Attempt-Date", at));
    recipient.retriedUntil().ifPresent(at -> date("Will-Retry-Until", at));
  }

  private void date(String name, Instant at) {
    field(name, MailDate.text(at, zone));
  }

  private void field(String name, String value) {
    text.append(PlainText.folded(name + ": ", value)).append("\r\n");
  }

  /** An address type, and what is behind the semicolon out of its xtext. */
  private static String decoded(String original) {
    int semicolon = original.indexOf(';');
    return original.substring(0, semicolon) + "; " + Xtext.decode(original.substring(semicolon + 1));
  }

  /** An address beyond ASCII is written in the 7-bit form of RFC 6533 section 3. */
  private static String typed(Mailbox address) {
    return address.isInternational() ? "utf-8; " + xtext(address.toString()) : "rfc822; " + address;
  }

  private static String xtext(String address) {
    StringBuilder xtext = new StringBuilder();
    address.codePoints().forEach(c -> appendXtext(xtext, c));
    return xtext.toString();
  }

  private static void appendXtext(StringBuilder xtext, int c) {
    if (c > ' ' && c < 0x7f && "+=\\".indexOf(c) < 0) {
      xtext.appendCodePoint(c);
    } else {
      xtext.append("\\x{").append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append('}');
    }
  }
}
