package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.intake.Intake;
import org.karamail.intake.Opening;
import org.karamail.model.Reply;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.DataPhase;
import org.karamail.smtp.internal.session.MailTransaction;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;

/** DATA (RFC 5321 section 4.1.1.4): opens the door of intake before it asks for the message. */
final class Data implements CommandHandler<Session> {

  private static final Answer GO_AHEAD = Answer.of(Reply.plain(354, "End the message with <CRLF>.<CRLF>"));
  private static final Answer MAIL_FIRST = Answer.of(503, "5.5.1", "Send MAIL and RCPT first");
  private static final Answer RCPT_FIRST = Answer.of(503, "5.5.1", "Send RCPT first");
  private static final Answer NO_RECIPIENT = Answer.of(554, "5.5.1", "No valid recipients");

  private final Intake intake;
  private final LongSupplier nanos;

  Data(Intake intake, LongSupplier nanos) {
    this.intake = intake;
    this.nanos = nanos;
  }

  @Override
  public Collection<String> getImplCommands() {
    return List.of("DATA");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    Optional<MailTransaction> mail = session.transaction();
    if (mail.isEmpty()) {
      return MAIL_FIRST;
    }
    if (!Arguments.of(request).isEmpty()) {
      return Replies.NO_ARGUMENTS;
    }
    if (mail.get().recipientCount() == 0) {
      return mail.get().hasRefusedRecipients() ? NO_RECIPIENT : RCPT_FIRST;
    }
    return session
        .hooks()
        .data(
            mail.get(),
            () -> open(session, mail.get()),
            refusal -> {
              session.log().refused("DATA", "", refusal);
              return refusal.answer();
            });
  }

  private Response open(Session session, MailTransaction mail) {
    Opening opening =
        intake.begin(
            session.envelope(mail), mail.recipients(), mail.announcedSize(), session.hooks().provenance(mail));
    if (opening instanceof Opening.Opened opened) {
      session.hooks().handedOver();
      session.enter(new DataPhase(session, mail, opened.transaction(), nanos.getAsLong()));
      return GO_AHEAD;
    }
    Reply refusal = ((Opening.Closed) opening).reply();
    session.log().refused("DATA", "", refusal);
    return session.flood().idleCommand().orElse(Answer.of(refusal));
  }
}
