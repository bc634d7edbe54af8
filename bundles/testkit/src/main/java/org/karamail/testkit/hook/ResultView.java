package org.karamail.testkit.hook;

import org.karamail.hook.QueuedMail;
import org.karamail.hook.RecipientResult;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;

/** What came of an attempt for one recipient. */
public record ResultView(
    QueuedMail mail,
    Recipient recipient,
    Attempt attempt,
    RecipientState state)
    implements RecipientResult {

  /** Delivered. */
  public static ResultView delivered() {
    return new ResultView(
        QueuedView.sample(), Samples.routed(),
        Samples.attempt(new DeliveryOutcome.Delivered(Reply.of(250, "2.0.0", "Ok"))), RecipientState.DELIVERED);
  }

  /** Refused for good with 550. */
  public static ResultView failed() {
    return new ResultView(
        QueuedView.sample(), Samples.routed(),
        Samples.attempt(new DeliveryOutcome.Refused(Reply.of(550, "5.1.1", "No such user"))), RecipientState.FAILED);
  }
}
