package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Session;

/** HELP (RFC 5321 section 4.1.1.8): lists the commands. */
final class Help implements CommandHandler<Session> {

  private static final Answer COMMANDS =
      Answer.of(214, "2.0.0", "Commands: EHLO HELO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT");

  @Override
  public Collection<String> getImplCommands() {
    return List.of("HELP");
  }

  @Override
  public Response onCommand(Session session, Request request) {
    return session.flood().idleCommand().orElse(COMMANDS);
  }
}
