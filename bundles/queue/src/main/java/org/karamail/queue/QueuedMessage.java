package org.karamail.queue;

import java.time.Instant;
import java.util.List;
import org.karamail.model.Envelope;
import org.karamail.model.QueueId;

/**
 * A message as the queue shows it.
 *
 * @param id its name
 * @param envelope what travels beside it
 * @param acceptedAt its received time
 * @param size header and body in octets
 * @param recipients in the order of their index
 */
public record QueuedMessage(
    QueueId id, Envelope envelope, Instant acceptedAt, long size, List<QueuedRecipient> recipients) {

  public QueuedMessage {
    recipients = List.copyOf(recipients);
  }
}
