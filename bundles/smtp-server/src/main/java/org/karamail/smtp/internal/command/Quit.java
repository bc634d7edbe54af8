package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;

/** QUIT (RFC 5321 section 4.1.1.10). */
final class Quit implements CommandHandler<Session> {

  private static final Answer BYE = Answer.last(221, "2.0.0", "Bye");

  @Override
  public Collection<String> getImplCommands() {
    return List.of("QUIT");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    return Arguments.of(request).isEmpty() ? BYE : Replies.NO_ARGUMENTS;
  }
}
