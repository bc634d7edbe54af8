package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.model.Mailbox;
import org.karamail.model.ReportWish;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.MailTransaction;
import org.karamail.smtp.internal.session.Session;

/** RCPT (RFC 5321 section 4.1.1.3): adds a recipient that routing accepts. */
final class Rcpt implements CommandHandler<Session> {

  private static final Answer RECIPIENT_OK = Answer.of(250, "2.1.5", "Ok");
  private static final Answer MAIL_FIRST = Answer.of(503, "5.5.1", "Send MAIL first");
  private static final Answer SYNTAX = Answer.of(501, "5.5.4", "Expected RCPT TO:<address>");
  private static final Answer BAD_RECIPIENT = Answer.of(501, "5.1.3", "Not a recipient address");
  private static final Answer NEEDS_SMTPUTF8 = Answer.of(553, "5.6.7", "Addresses in UTF-8 are not accepted here");
  private static final Answer BAD_PARAMETERS = Answer.of(501, "5.5.4", "Malformed parameters");
  private static final Answer UNKNOWN_PARAMETER = Answer.of(555, "5.5.4", "RCPT parameter not recognized");
  private static final Answer TOO_MANY =
      Answer.of(452, "4.5.3", "Too many recipients; send the others in another transaction");
  private static final Answer FAR_TOO_MANY = Answer.last(421, "4.7.0", "Too many recipients; closing the connection");

  private static final Set<String> KNOWN = Set.of(ReportParameters.NOTIFY, ReportParameters.ORCPT);

  private final Routing routing;

  Rcpt(Routing routing) {
    this.routing = routing;
  }

  @Override
  public Collection<String> getImplCommands() {
    return List.of("RCPT");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    Optional<MailTransaction> transaction = session.transaction();
    if (transaction.isEmpty()) {
      return MAIL_FIRST;
    }
    Response response = check(session, transaction.get(), Arguments.of(request));
    if (response instanceof Answer answer && !answer.reply().isPositive()) {
      transaction.get().refused();
      session.log().refused("RCPT", Arguments.of(request), answer.reply());
    }
    return response;
  }

  private Response check(Session session, MailTransaction transaction, String text) {
    Optional<PathArgument> argument = PathArgument.parse(text, "TO:");
    if (argument.isEmpty()) {
      return SYNTAX;
    }
    if (argument.get().isInternational()) {
      return NEEDS_SMTPUTF8;
    }
    Optional<Mailbox> recipient = mailbox(argument.get());
    if (recipient.isEmpty()) {
      return BAD_RECIPIENT;
    }
    Optional<Parameters> parameters = Parameters.parse(argument.get().parameters());
    if (parameters.isEmpty()) {
      return BAD_PARAMETERS;
    }
    if (parameters.get().hasOthersThan(KNOWN)) {
      return UNKNOWN_PARAMETER;
    }
    Optional<Answer> objection = new ReportParameters(parameters.get()).objection();
    return objection.isPresent() ? objection.get() : check(session, transaction, recipient.get(), parameters.get());
  }

  private Response check(Session session, MailTransaction transaction, Mailbox recipient, Parameters parameters) {
    if (transaction.has(recipient)) {
      return RECIPIENT_OK;
    }
    int most = session.settings().limits().recipients();
    if (transaction.recipientCount() >= most) {
      return transaction.overshoot() > most ? FAR_TOO_MANY : TOO_MANY;
    }
    Resolution resolution = routing.resolve(recipient, session.isTrusted());
    return resolution instanceof Resolution.Refused refused
        ? Answer.of(refused.reply())
        : ask(session, transaction, recipient, parameters);
  }

  private static Response ask(
      Session session, MailTransaction transaction, Mailbox recipient, Parameters parameters) {
    return session
        .hooks()
        .recipient(
            transaction,
            recipient,
            parameters.all(),
            () -> accept(transaction, recipient, new ReportParameters(parameters).wish()),
            refusal -> {
              transaction.refused();
              session.log().refused("RCPT", "<" + recipient + ">", refusal);
              return refusal.answer();
            });
  }

  private static Response accept(MailTransaction transaction, Mailbox recipient, ReportWish reports) {
    transaction.add(recipient, reports);
    return RECIPIENT_OK;
  }

  private Optional<Mailbox> mailbox(PathArgument argument) {
    return argument.isPostmaster() ? Optional.of(routing.postmaster()) : Mailbox.parse(argument.path());
  }
}
