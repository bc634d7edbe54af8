package org.karamail.smtp.internal.channel;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;
import org.karamail.smtp.internal.session.Phase;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the faults of a session's handlers end: they are logged and answered 451, so that the client tries again. A fault
 * inside a message ends the session, because nobody knows any more what the octets that follow are.
 *
 * <p>Belongs to the event loop of its connection.
 */
final class Border {

  private static final Logger LOG = LoggerFactory.getLogger(Border.class);

  private final Session session;
  private final Surroundings around;

  Border(Session session, Surroundings around) {
    this.session = session;
    this.around = around;
  }

  /** Does one step of the session; answers empty only where the step does. */
  Optional<Response> step(Supplier<Optional<Response>> step) {
    Phase phase = session.phase();
    long began = around.nanos().getAsLong();
    try {
      return step.get();
    } catch (RuntimeException | LinkageError fault) {
      LOG.error("session={} {} failed; the client is told to try again", session.getSessionID(), phase.step(), fault);
      return Optional.of(session.phase().mayBeCut() ? Replies.OUR_FAULT : Replies.OUR_FAULT.andClose());
    } finally {
      around.watchdog().stepEnded(session.getSessionID(), phase, began);
    }
  }
}
