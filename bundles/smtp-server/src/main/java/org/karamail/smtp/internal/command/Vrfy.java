package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Session;

/** VRFY: tells nobody who lives here, and does not deny it either (RFC 5321 section 3.5.3). */
final class Vrfy implements CommandHandler<Session> {

  private static final Answer TRY_RCPT = Answer.of(252, "2.0.0", "Cannot verify; send mail and see");
  private static final Answer SYNTAX = Answer.of(501, "5.5.4", "Expected VRFY address");

  @Override
  public Collection<String> getImplCommands() {
    return List.of("VRFY");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    Optional<Answer> flood = session.flood().idleCommand();
    if (flood.isPresent()) {
      return flood.get();
    }
    return Arguments.of(request).isEmpty() ? SYNTAX : TRY_RCPT;
  }
}
