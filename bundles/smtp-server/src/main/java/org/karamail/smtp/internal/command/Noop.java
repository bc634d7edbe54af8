package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;

/** NOOP (RFC 5321 section 4.1.1.9): says OK, whatever its argument. */
final class Noop implements CommandHandler<Session> {

  @Override
  public Collection<String> getImplCommands() {
    return List.of("NOOP");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    return session.flood().idleCommand().orElse(Replies.OK);
  }
}
