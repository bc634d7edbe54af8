package org.karamail.message.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.StatusCode;

/** Reports about a message from alice to bob, and what they are made of. */
final class SampleReport {

  static final Instant ARRIVED = Instant.parse("2026-03-01T12:00:00Z");
  static final Instant TRIED = Instant.parse("2026-03-01T12:00:05Z");
  static final Instant WRITTEN = Instant.parse("2026-03-01T12:01:00Z");
  static final QueueId ID = QueueId.firstAt(ARRIVED);

  static final String ORIGINAL =
      """
      Received: from client by mail.example; Sun, 1 Mar 2026 12:00:00 +0000
      Message-ID: <original@client.example>
      Subject: hello
       there

      """
          .replace("\n", "\r\n");

  static final ReportForm FULL = new ReportForm(Optional.of(ReportForm.Returned.FULL), Optional.empty());

  private SampleReport() {}

  static ReportedRecipient failed(String reply) {
    return failed(reply, Action.FAILED, Optional.empty());
  }

  static ReportedRecipient failed(String reply, Action action, Optional<String> original) {
    String[] words = reply.split(" ", 3);
    Diagnostic diagnostic =
        words[2].matches("\\p{Print}+")
            ? Diagnostic.smtp(Reply.of(Integer.parseInt(words[0]), words[1], words[2]))
            : new Diagnostic("smtp", reply);
    return new ReportedRecipient(
        mailbox("bob@there.example"),
        original,
        action,
        StatusCode.parse(words[1]).orElseThrow(),
        Optional.of(diagnostic),
        Optional.of("mx.there.example"),
        Optional.of(TRIED),
        Optional.empty());
  }

  static Message whole(String body) {
    return new Message(HeaderBlock.of(ORIGINAL.getBytes(ISO_8859_1)), Body.of(body.getBytes(ISO_8859_1)));
  }

  static DeliveryReport report(String header, ReportedRecipient... recipients) {
    return report(
        ReportForm.NONE, new Message(HeaderBlock.of(header.getBytes(ISO_8859_1)), Body.of(new byte[0])), recipients);
  }

  static DeliveryReport report(ReportForm form, Message message, ReportedRecipient... recipients) {
    return new DeliveryReport(
        "mail.example",
        mailbox("alice@client.example"),
        ID,
        ARRIVED,
        WRITTEN,
        ZoneOffset.UTC,
        List.of(recipients),
        form,
        message);
  }

  static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow();
  }
}
