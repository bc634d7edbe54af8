package org.karamail.smtp.internal.command;

import java.util.Set;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.UnknownCommandHandler;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;

/** Whatever else a client says. It is not repeated to it: a reply never holds a client's text. */
final class Unknown extends UnknownCommandHandler<Session> {

  /** A browser that was sent here; the lines that follow may be somebody else's (cross-protocol attacks). */
  private static final Set<String> HTTP = Set.of("GET", "POST", "PUT", "HEAD", "CONNECT", "OPTIONS");

  private static final Answer THIS_IS_SMTP = Answer.last(500, "5.5.2", "This is SMTP; closing the connection");

  @Override
  public Response onCommand(Session session, Request request) {
    return HTTP.contains(request.getCommand()) ? THIS_IS_SMTP : Replies.UNKNOWN_COMMAND;
  }
}
