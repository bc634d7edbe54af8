package org.karamail.smtp.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.karamail.model.Reply;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Session;

/** EHLO and HELO (RFC 5321 section 4.1.1.1). EHLO says what this server can do, and nothing it cannot. */
final class Hello implements CommandHandler<Session> {

  private static final String EXTENDED = "EHLO";
  private static final Answer NO_NAME =
      Answer.of(501, "5.5.4", "Expected your host name or an address literal such as [192.0.2.1]");

  @Override
  public Collection<String> getImplCommands() {
    return List.of("HELO", EXTENDED);
  }

  @Override
  public Response onCommand(Session session, Request request) {
    Optional<Answer> flood = session.flood().idleCommand();
    if (flood.isPresent()) {
      return flood.get();
    }
    return ClientName.parse(Arguments.of(request))
        .map(name -> ask(session, new Session.Helo(name, EXTENDED.equals(request.getCommand()))))
        .orElse(NO_NAME);
  }

  private static Response ask(Session session, Session.Helo helo) {
    return session
        .hooks()
        .hello(
            helo,
            () -> greet(session, helo),
            refusal -> {
              session.log().refused(helo.extended() ? EXTENDED : "HELO", helo.name(), refusal);
              return refusal.answer();
            });
  }

  private static Response greet(Session session, Session.Helo helo) {
    session.greeted(helo);
    return Answer.of(new Reply(250, Optional.empty(), helo.extended() ? offers(session) : ourName(session)));
  }

  private static List<String> ourName(Session session) {
    return List.of(session.settings().hostname());
  }

  private static List<String> offers(Session session) {
    return List.of(
        session.settings().hostname(),
        "PIPELINING",
        "SIZE " + session.settings().limits().messageSize(),
        "8BITMIME",
        "DSN",
        "ENHANCEDSTATUSCODES",
        "HELP");
  }
}
