package org.karamail.intake.internal;

import java.util.List;
import java.util.Optional;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Finding;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;

/** A message as hooks are shown it. */
record MessageView(
    QueueId id,
    Envelope envelope,
    List<Mailbox> recipients,
    Optional<Session> session,
    HeaderBlock headers,
    Body body,
    List<CheckResult> checks,
    List<Finding> findings)
    implements IncomingMessage {

  static MessageView of(QueueId id, Optional<Session> session, MailInHand mail) {
    return new MessageView(
        id,
        mail.envelope(),
        mail.recipients(),
        session,
        mail.headers(),
        mail.body(),
        mail.checks(),
        mail.findings());
  }
}
