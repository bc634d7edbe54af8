package org.karamail.smtp.internal.command;

import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.karamail.model.Reply;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Session;

/** The banner (RFC 5321 section 3.1). */
final class Greeting implements ConnectHandler<Session> {

  @Override
  public Response onConnect(Session session) {
    return session
        .hooks()
        .connection(
            () -> welcome(session),
            refusal -> {
              session.log().refused("connection", "", refusal);
              return refusal.answer();
            });
  }

  private static Response welcome(Session session) {
    return Answer.of(Reply.plain(220, session.getConfiguration().getGreeting()));
  }
}
