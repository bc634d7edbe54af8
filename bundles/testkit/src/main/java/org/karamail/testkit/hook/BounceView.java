package org.karamail.testkit.hook;

import java.util.List;
import org.karamail.hook.Bounce;
import org.karamail.hook.QueuedMail;
import org.karamail.message.Message;
import org.karamail.model.Mailbox;
import org.karamail.model.Recipient;

/** A report of failure about to be queued. */
public record BounceView(QueuedMail mail, List<Recipient> failed, Mailbox sender, Message report) implements Bounce {

  /** {@link QueuedView#sample} has failed for its recipient. */
  public static BounceView sample() {
    return new BounceView(
        QueuedView.sample(), List.of(Samples.routed()), Samples.SENDER,
        new Message(Samples.headers("Subject: Undelivered\r\n\r\n"), Samples.body("It failed.\r\n")));
  }
}
