package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;

/** RSET (RFC 5321 section 4.1.1.5): forgets the transaction. */
final class Rset implements CommandHandler<Session> {

  @Override
  public Collection<String> getImplCommands() {
    return List.of("RSET");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    Optional<Answer> flood = session.flood().idleCommand();
    if (flood.isPresent()) {
      return flood.get();
    }
    if (!Arguments.of(request).isEmpty()) {
      return Replies.NO_ARGUMENTS;
    }
    session.resetState();
    return Replies.OK;
  }
}
