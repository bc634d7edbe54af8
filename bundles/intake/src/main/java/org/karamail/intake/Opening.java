package org.karamail.intake;

import org.karamail.model.Reply;

/** The answer to opening a transaction. */
public sealed interface Opening {

  /** It is open. */
  record Opened(IntakeTransaction transaction) implements Opening {}

  /** Nothing can be taken in now; the reply is temporary. */
  record Closed(Reply reply) implements Opening {}
}
