package org.karamail.intake.internal;

import org.karamail.model.Reply;
import org.karamail.queue.store.Submission;

/** What is decided about a message when all of it is there. */
sealed interface Conclusion {

  /** It goes into the queue, if the disk takes it. */
  record Take(Submission submission) implements Conclusion {}

  /** It does not. */
  record Refuse(Reply reply) implements Conclusion {}
}
