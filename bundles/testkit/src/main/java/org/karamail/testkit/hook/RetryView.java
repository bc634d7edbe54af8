package org.karamail.testkit.hook;

import java.time.Instant;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.Retry;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Reply;

/** Recipients about to be deferred. */
public record RetryView(QueuedMail mail, Attempt attempt, Instant due) implements Retry {

  /** Deferred with 451, due again in half a minute. */
  public static RetryView sample() {
    return new RetryView(
        QueuedView.sample().attempted(1),
        Samples.attempt(new DeliveryOutcome.Deferred(Reply.of(451, "4.3.0", "Later, please"))),
        Samples.NOON.plusSeconds(30));
  }
}
