package org.karamail.smtp.internal.command;

import java.util.List;
import java.util.function.LongSupplier;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.api.handler.ProtocolHandlerChainImpl;
import org.apache.james.protocols.api.handler.WiringException;
import org.karamail.dns.Resolver;
import org.karamail.intake.Intake;
import org.karamail.routing.Routing;
import org.karamail.smtp.internal.session.Session;

/**
 * What this server understands.
 *
 * @param dispatcher James' dispatcher, which knows the handler of each command
 * @param greeting what is said before any command
 */
public record Commands(LineHandler<Session> dispatcher, ConnectHandler<Session> greeting) {

  /** All of them: the one list. */
  public static Commands all(Routing routing, Intake intake, Resolver resolver, LongSupplier nanos) {
    return of(
        new Greeting(),
        List.of(
            new Hello(),
            new Mail(new NullMx(resolver, NullMx.PATIENCE, nanos)),
            new Rcpt(routing),
            new Data(intake, nanos),
            new Rset(),
            new Noop(),
            new Vrfy(),
            new Help(),
            new Quit(),
            new NotOffered(),
            new Unknown()));
  }

  /** Only these. */
  public static Commands of(ConnectHandler<Session> greeting, List<CommandHandler<Session>> handlers) {
    CommandDispatcher<Session> dispatcher = new CommandDispatcher<>();
    ProtocolHandlerChainImpl chain = new ProtocolHandlerChainImpl();
    chain.add(dispatcher);
    chain.add(greeting);
    chain.addAll(handlers);
    try {
      chain.wireExtensibleHandlers();
    } catch (WiringException broken) {
      throw new IllegalStateException("the SMTP commands do not fit James' dispatcher", broken);
    }
    return new Commands(dispatcher, greeting);
  }
}
