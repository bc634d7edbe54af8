package org.karamail.delivery.internal;

import java.time.Instant;
import java.util.List;
import org.karamail.hook.QueuedMail;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.Route;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/** A message on its way out, as hooks are shown it. */
record QueuedMailView(
    QueueId id,
    Envelope envelope,
    Instant acceptedAt,
    Route route,
    List<Recipient> recipients,
    int attempts,
    Message message)
    implements QueuedMail {

  static QueuedMailView of(Lease lease, Message message) {
    return new QueuedMailView(
        lease.id(),
        lease.envelope(),
        lease.id().time(),
        lease.route(),
        lease.recipients().stream().map(LeasedRecipient::recipient).toList(),
        lease.recipients().stream().mapToInt(LeasedRecipient::attempts).max().orElse(0),
        message);
  }
}
