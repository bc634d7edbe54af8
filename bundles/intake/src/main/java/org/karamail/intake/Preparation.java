package org.karamail.intake;

import org.karamail.model.Reply;
import org.karamail.queue.store.Spawn;

/** The answer to preparing a message of our own. */
public sealed interface Preparation {

  /** Ready to be committed. */
  record Prepared(Spawn spawn) implements Preparation {}

  /** It cannot be sent; the reply says why. */
  record Impossible(Reply reply) implements Preparation {}
}
