package org.karamail.testkit.hook;

import java.time.Instant;
import java.util.List;
import org.karamail.hook.QueuedMail;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.Route;

/** A queued message on its way out. */
public record QueuedView(
    QueueId id,
    Envelope envelope,
    Instant acceptedAt,
    Route route,
    List<Recipient> recipients,
    int attempts,
    Message message)
    implements QueuedMail {

  /** A short message to {@code bob@local.example}, not attempted before. */
  public static QueuedView sample() {
    return new QueuedView(
        Samples.ID, Samples.envelope(), Samples.NOON, Samples.routed().route(), List.of(Samples.routed()), 0,
        new Message(Samples.headers("Subject: Hello\r\n\r\n"), Samples.body("Hello.\r\n")));
  }

  /** The same after so many attempts. */
  public QueuedView attempted(int times) {
    return new QueuedView(id, envelope, acceptedAt, route, recipients, times, message);
  }

  /** The same on another route. */
  public QueuedView by(Route other) {
    return new QueuedView(id, envelope, acceptedAt, other, recipients, attempts, message);
  }
}
