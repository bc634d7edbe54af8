package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.model.ReversePath;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.MailTransaction;
import org.karamail.smtp.internal.session.Pending;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;

/** MAIL (RFC 5321 section 4.1.1.2): opens a transaction. */
final class Mail implements CommandHandler<Session> {

  private static final Answer SENDER_OK = Answer.of(250, "2.1.0", "Ok");
  private static final Answer NESTED = Answer.of(503, "5.5.1", "A transaction is open already; RSET ends it");
  private static final Answer SYNTAX = Answer.of(501, "5.5.4", "Expected MAIL FROM:<address>");
  private static final Answer BAD_SENDER = Answer.of(501, "5.1.7", "Not a sender address");
  private static final Answer NEEDS_SMTPUTF8 = Answer.of(553, "5.6.7", "Addresses in UTF-8 are not accepted here");
  private static final Answer BAD_PARAMETERS = Answer.of(501, "5.5.4", "Malformed parameters");
  private static final Answer UNKNOWN_PARAMETER = Answer.of(555, "5.5.4", "MAIL parameter not recognized");
  private static final Answer PLUGIN_MISSING =
      Answer.of(451, "4.3.2", "Not ready to take mail; please try again later");
  private static final Answer AUTHENTICATE = Answer.of(530, "5.7.0", "Authentication required");

  private static final Answer NULL_MX = Answer.of(550, "5.7.27", "The sender's domain accepts no mail (null MX)");

  private static final Set<String> KNOWN =
      Set.of(MailParameters.SIZE, MailParameters.BODY, ReportParameters.RET, ReportParameters.ENVID);

  private static final CompletionStage<Boolean> NO = CompletableFuture.completedStage(false);

  private final NullMx nullMx;

  Mail(NullMx nullMx) {
    this.nullMx = nullMx;
  }

  @Override
  public Collection<String> getImplCommands() {
    return List.of("MAIL");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    Response response = check(session, request);
    if (response instanceof Answer answer && !answer.reply().isPositive()) {
      session.log().refused("MAIL", Arguments.of(request), answer.reply());
    }
    return response;
  }

  private Response check(Session session, Request request) {
    if (session.helo().isEmpty()) {
      return Replies.HELLO_FIRST;
    }
    if (session.transaction().isPresent()) {
      return NESTED;
    }
    if (session.settings().authenticationRequired() && !session.isTrusted()) {
      return AUTHENTICATE;
    }
    if (!session.hooks().isReady()) {
      return PLUGIN_MISSING;
    }
    return PathArgument.parse(Arguments.of(request), "FROM:").map(argument -> check(session, argument)).orElse(SYNTAX);
  }

  private Response check(Session session, PathArgument argument) {
    if (argument.isInternational()) {
      return NEEDS_SMTPUTF8;
    }
    Optional<ReversePath> sender = ReversePath.parse(argument.path());
    if (sender.isEmpty()) {
      return BAD_SENDER;
    }
    Optional<Parameters> parameters = Parameters.parse(argument.parameters());
    if (parameters.isEmpty()) {
      return BAD_PARAMETERS;
    }
    return parameters.get().hasOthersThan(KNOWN)
        ? UNKNOWN_PARAMETER
        : check(session, sender.get(), new MailParameters(parameters.get()));
  }

  private Response check(Session session, ReversePath sender, MailParameters parameters) {
    if (!parameters.areWellFormed()) {
      return BAD_PARAMETERS;
    }
    if (parameters.body().isEmpty()) {
      return UNKNOWN_PARAMETER;
    }
    if (parameters.size() > session.settings().limits().messageSize()) {
      return Replies.MESSAGE_TOO_BIG;
    }
    ReportParameters reports = new ReportParameters(parameters.parameters());
    if (reports.objection().isPresent()) {
      return reports.objection().get();
    }
    return ask(
        session,
        new MailTransaction(sender, parameters.body().get(), parameters.size(), reports.form()),
        parameters);
  }

  /** The name servers are asked while hooks are; a refusal that is in the cache spares both. */
  private Response ask(Session session, MailTransaction transaction, MailParameters parameters) {
    CompletionStage<Boolean> banned = isBanned(session, transaction.sender());
    if (banned.toCompletableFuture().getNow(false)) {
      return open(session, transaction, true);
    }
    return session
        .hooks()
        .mail(
            transaction,
            parameters.parameters().all(),
            () -> Pending.of(banned, isBanned -> open(session, transaction, isBanned)),
            refusal -> {
              session.log().refused("MAIL", "<" + transaction.sender() + ">", refusal);
              return refusal.answer();
            });
  }

  /** RFC 7505 section 4.2; of no interest where those who send here are our own. */
  private CompletionStage<Boolean> isBanned(Session session, ReversePath sender) {
    return sender
        .mailbox()
        .filter(mailbox -> session.settings().refuseNullMxSenders() && !session.isTrusted())
        .map(mailbox -> nullMx.isDeclaredBy(mailbox.domain()))
        .orElse(NO);
  }

  private static Response open(Session session, MailTransaction transaction, boolean banned) {
    if (banned) {
      session.resetState();
      session.log().refused("MAIL", "<" + transaction.sender() + ">", NULL_MX.reply());
      return NULL_MX;
    }
    session.begin(transaction);
    return SENDER_OK;
  }
}
