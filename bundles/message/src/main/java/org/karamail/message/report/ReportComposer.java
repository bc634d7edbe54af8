package org.karamail.message.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.message.BasicBodyFactory;
import org.apache.james.mime4j.message.BodyPart;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.util.MimeUtil;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.message.MailDate;
import org.karamail.message.Message;

/** Puts a report together: mime4j writes the parts, the fields on top are ours. */
final class ReportComposer {

  private static final String END_OF_HEADER = "\r\n\r\n";

  private final DeliveryReport report;
  private final Optional<String> whole;
  private final HumanText human;

  ReportComposer(DeliveryReport report) {
    this.report = report;
    this.whole = ReturnedMessage.of(report);
    this.human = new HumanText(report, whole.isPresent());
  }

  Message compose() {
    try {
      byte[] mime = DefaultMessageWriter.asBytes(mime());
      int body = new String(mime, ISO_8859_1).indexOf(END_OF_HEADER) + END_OF_HEADER.length();
      byte[] header = (fields() + new String(mime, 0, body, ISO_8859_1)).getBytes(ISO_8859_1);
      return new Message(HeaderBlock.of(header), Body.of(Arrays.copyOfRange(mime, body, mime.length)));
    } catch (IOException fault) {
      throw new UncheckedIOException("composing a report in memory", fault);
    }
  }

  private String fields() {
    return HeaderField.of("From", "Mail Delivery System <MAILER-DAEMON@" + report.host() + ">").raw()
        + HeaderField.of("To", "<" + report.to() + ">").raw()
        + HeaderField.of("Subject", human.subject()).raw()
        + HeaderField.of("Date", MailDate.text(report.writtenAt(), report.zone())).raw()
        + HeaderField.of("Message-ID", messageId()).raw()
        + ReturnedHeader.messageId(report.message().headers()).map(this::thread).orElse("")
        + HeaderField.of("Auto-Submitted", "auto-replied").raw();
  }

  /** A message is not reported twice within a millisecond. */
  private String messageId() {
    return "<report." + report.about() + "." + report.writtenAt().toEpochMilli() + "@" + report.host() + ">";
  }

  /** Lets the sender's mail program show the report beside the message (RFC 3834 section 3.1.5). */
  private String thread(String messageId) {
    return HeaderField.of("In-Reply-To", messageId).raw() + HeaderField.of("References", messageId).raw();
  }

  private org.apache.james.mime4j.dom.Message mime() throws IOException {
    return org.apache.james.mime4j.dom.Message.Builder.of()
        .setBody(
            MultipartBuilder.create("report")
                .addBodyPart(part("text/plain", human.text(), UTF_8))
                .addBodyPart(part("message/delivery-status", StatusText.of(report), US_ASCII))
                .addBodyPart(returned())
                .build())
        .setContentType(
            "multipart/report",
            new NameValuePair("report-type", "delivery-status"),
            new NameValuePair("boundary", MimeUtil.createUniqueBoundary()))
        .build();
  }

  private BodyPart returned() {
    return whole
        .map(text -> part("message/rfc822", text, US_ASCII))
        .orElseGet(() -> part("text/rfc822-headers", ReturnedHeader.text(report.message().headers()), ISO_8859_1));
  }

  /** The type is set after the body: setting a body sets a type. */
  private static BodyPart part(String type, String text, Charset charset) {
    boolean ascii = PlainText.isPlain(text);
    BodyPartBuilder part = BodyPartBuilder.create().setBody(BasicBodyFactory.INSTANCE.textBody(text, charset));
    if (type.startsWith("text/")) {
      part.setContentType(type, new NameValuePair("charset", ascii ? "us-ascii" : charset.name().toLowerCase(Locale.ROOT)));
    } else {
      part.setContentType(type);
    }
    return part.setContentTransferEncoding(ascii ? "7bit" : "quoted-printable").build();
  }
}
