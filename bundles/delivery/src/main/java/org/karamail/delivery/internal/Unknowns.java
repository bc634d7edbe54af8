package org.karamail.delivery.internal;

import java.util.List;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.MailQueueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises an alarm when nobody knows for the third time whether a recipient has a message: it may lie in the mailbox three
 * times by now, and only a person can find out. Counts in the history, which a restart does not forget.
 */
final class Unknowns {

  private static final Logger LOG = LoggerFactory.getLogger(Unknowns.class);
  private static final int ALARM_AT = 3;

  private final MailQueueStore store;

  Unknowns(MailQueueStore store) {
    this.store = store;
  }

  /** What an attempt has come to, with a mark in the history where it is the third of its kind; it is not on disk yet. */
  List<RecipientUpdate> marked(Lease lease, List<RecipientUpdate> updates) {
    return updates.stream().map(update -> isThird(lease, update) ? alarm(lease, update) : update).toList();
  }

  private boolean isThird(Lease lease, RecipientUpdate update) {
    return update.attempt().filter(Unknowns::isUnknown).isPresent() && countBefore(lease, update.index()) == ALARM_AT - 1;
  }

  private static RecipientUpdate alarm(Lease lease, RecipientUpdate update) {
    LOG.error(
        "{}: {} may have it {} times: {} took it and did not confirm it, the last time: {}; it is tried again, so ask there"
            + " and, if it has arrived, mail:queue-delete it here",
        lease.id(),
        address(lease, update.index()),
        ALARM_AT,
        update.attempt().map(Attempt::peer).orElse(""),
        update.detail());
    return update.adding("; for the third time nobody knows whether it arrived");
  }

  /** How often it happened to a recipient, as far as the history tells. */
  long countBefore(Lease lease, int recipient) {
    return store.history(lease.id()).stream()
        .filter(event -> event.recipient() == recipient && event.attempt().filter(Unknowns::isUnknown).isPresent())
        .count();
  }

  private static String address(Lease lease, int index) {
    return lease.recipients().stream()
        .map(LeasedRecipient::recipient)
        .filter(recipient -> recipient.index() == index)
        .map(recipient -> recipient.address().toString())
        .findFirst()
        .orElse("a recipient");
  }

  private static boolean isUnknown(Attempt attempt) {
    return attempt.outcome().kind() == DeliveryOutcome.Kind.UNKNOWN;
  }
}
