package org.karamail.message.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.karamail.message.Message;
import org.karamail.message.sevenbit.SevenBitForm;
import org.karamail.model.ReportForm.Returned;

/**
 * The whole of a message that comes back to its sender. A part of type message/rfc822 may not be encoded (RFC 2046 section
 * 5.2.1), so a message that cannot be had in seven bits and short lines does not come back whole.
 */
final class ReturnedMessage {

  private ReturnedMessage() {}

  /** Its text, for a failure whose sender asked for it; empty where only the header can come back. */
  static Optional<String> of(DeliveryReport report) {
    boolean failed = report.recipients().stream().anyMatch(one -> one.action() == Action.FAILED);
    boolean wanted = report.form().returned().filter(Returned.FULL::equals).isPresent();
    if (!failed || !wanted || report.message().size() > ReturnedHeader.LONGEST) {
      return Optional.empty();
    }
    try {
      Optional<Message> plain = SevenBitForm.of(report.message());
      return plain.isEmpty() ? Optional.empty() : Optional.of(text(plain.get())).filter(PlainText::isPlain);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("reading a message to be reported", unreadable);
    }
  }

  private static String text(Message message) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    message.writeTo(octets);
    return octets.toString(ISO_8859_1);
  }
}
