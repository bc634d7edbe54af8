package org.karamail.intake;

import org.karamail.model.QueueId;
import org.karamail.model.Reply;

/** The answer to a finished transaction. */
public sealed interface Acceptance {

  /** What the client is told. */
  Reply reply();

  /** It is on disk. */
  record Accepted(QueueId id, Reply reply) implements Acceptance {}

  /** It is not; 4yz where the client may try again, 5yz where it may not. */
  record Refused(Reply reply, boolean closing) implements Acceptance {
    public Refused(Reply reply) {
      this(reply, false);
    }
  }
}
