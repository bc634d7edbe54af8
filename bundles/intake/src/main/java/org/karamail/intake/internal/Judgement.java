package org.karamail.intake.internal;

import java.util.List;
import org.karamail.model.Reply;
import org.karamail.queue.store.Submission.NewRecipient;

/** What hooks, all taken together, have made of a message. */
sealed interface Judgement {

  /**
   * It goes into the queue.
   *
   * @param recipients at least one, with what is to become of each
   */
  record Passed(MailInHand mail, List<NewRecipient> recipients) implements Judgement {}

  /**
   * It does not.
   *
   * @param closing whether the connection is to be closed behind the reply
   */
  record Refused(Reply reply, boolean closing) implements Judgement {}
}
