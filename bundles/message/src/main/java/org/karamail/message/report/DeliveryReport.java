package org.karamail.message.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.karamail.message.Message;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.ReportForm;

/**
 * A delivery status notification (RFC 3464): what became of a message, for whoever sent it.
 *
 * <p>The envelope is its caller's: send it from the null sender to {@code to}, and never about a message that came from the
 * null sender itself (RFC 5321 section 4.5.5).
 *
 * @param host the name of this host: the reporting MTA
 * @param to the sender of the message that is reported
 * @param about the message that is reported
 * @param arrivedAt when that message came in
 * @param writtenAt the report's own date
 * @param zone in which dates are written
 * @param recipients of whom it tells; at least one
 * @param form what the sender asked of reports
 * @param message the one that is reported, as it was received
 */
public record DeliveryReport(
    String host,
    Mailbox to,
    QueueId about,
    Instant arrivedAt,
    Instant writtenAt,
    ZoneId zone,
    List<ReportedRecipient> recipients,
    ReportForm form,
    Message message) {

  public DeliveryReport {
    recipients = List.copyOf(recipients);
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("a report tells of at least one recipient");
    }
  }

  /**
   * Writes the report as a message of three parts: a text for people, {@code message/delivery-status} for programs, the
   * header of the reported message; or all of that message, where its sender asked for it, it has failed, it is no larger than
   * 50 KB and can be had in seven bits. Every octet is ASCII (but in To, when the sender's own address is not), every line
   * short enough and ended with CRLF, whatever strangers put into diagnostics and headers; what is longer than reports
   * bear is cut.
   *
   * @throws java.io.UncheckedIOException if the reported message cannot be read
   */
  public Message compose() {
    return new ReportComposer(this).compose();
  }
}
