package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Session;

/** Commands that exist, but not here (RFC 5321 section 4.2.4). */
final class NotOffered implements CommandHandler<Session> {

  private static final Answer NOT_IMPLEMENTED = Answer.of(502, "5.5.1", "Command not implemented");

  @Override
  public Collection<String> getImplCommands() {
    return List.of("AUTH", "BDAT", "ETRN", "EXPN", "SAML", "SEND", "SOML", "STARTTLS", "TURN");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    return NOT_IMPLEMENTED;
  }
}
