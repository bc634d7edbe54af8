package org.karamail.intake.internal;

import java.util.List;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.model.Envelope;
import org.karamail.model.LogLine;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What intake writes to {@code karamail.mail}: one line for each message that was taken, or was not. */
final class MailLog {

  private static final Logger LOG = LoggerFactory.getLogger("karamail.mail");

  private MailLog() {}

  /** The line for a message that is about to be committed; built before, because it is written on the store's thread. */
  static String line(QueueId id, Envelope envelope, List<Mailbox> recipients, HeaderBlock headers, long size) {
    return LogLine.of("accepted")
        .with("id", id)
        .with("from", "<" + envelope.sender() + ">")
        .with("to", "<" + recipients.get(0) + ">")
        .with("recipients", recipients.size())
        .with("size", size)
        .with("client", envelope.origin().remoteAddress().orElse("local"))
        .with("listener", envelope.origin().listener())
        .with("message-id", headers.first("Message-ID").map(HeaderField::value).orElse(""))
        .toString();
  }

  static void accepted(String line) {
    LOG.info(line);
  }

  static void refused(QueueId id, Envelope envelope, List<Mailbox> recipients, long size, Reply reply) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          LogLine.of("refused")
              .with("id", id)
              .with("from", "<" + envelope.sender() + ">")
              .with("to", "<" + recipients.get(0) + ">")
              .with("recipients", recipients.size())
              .with("size", size)
              .with("client", envelope.origin().remoteAddress().orElse("local"))
              .with("listener", envelope.origin().listener())
              .with("reply", reply)
              .toString());
    }
  }
}
