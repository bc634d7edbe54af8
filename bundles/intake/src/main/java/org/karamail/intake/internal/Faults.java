package org.karamail.intake.internal;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.queue.store.StoreClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told of a fault: that it is temporary, and nothing else. The log has the rest. */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  static Reply reply(QueueId id, Throwable fault) {
    return reply("message " + id, fault);
  }

  static Reply reply(String what, Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? Optional.ofNullable(fault.getCause()).orElse(fault) : fault;
    if (cause instanceof StoreClosedException closed) {
      LOG.warn("{} was not taken, the store is closed: {}", what, closed.getMessage());
      return closed.reply();
    }
    LOG.error("{} was not taken for a reason nobody foresaw; the client is told to try again later", what, cause);
    return Replies.TRY_LATER;
  }
}
