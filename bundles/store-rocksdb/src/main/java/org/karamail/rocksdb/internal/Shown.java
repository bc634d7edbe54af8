package org.karamail.rocksdb.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.QueuedRecipient;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.Outcomes;

/** A message as people see it: ACTIVE while leased, QUEUED once due, with what was wished for as if it were done. */
final class Shown {

  private Shown() {}

  static QueuedMessage message(Dossier dossier, IntPredicate active, Instant now) {
    List<QueuedRecipient> recipients = new ArrayList<>();
    for (int i = 0; i < dossier.recipients(); i++) {
      recipients.add(recipient(dossier, i, active.test(i), now));
    }
    return new QueuedMessage(
        dossier.id(),
        dossier.message().envelope(),
        dossier.message().acceptedAt(),
        dossier.message().size(),
        recipients);
  }

  private static QueuedRecipient recipient(Dossier dossier, int index, boolean active, Instant now) {
    RecipientRecord stored = dossier.recipient(index);
    RecipientRecord shown = active ? stored : Outcomes.applyWish(stored, now).recipient();
    Recipient born = dossier.message().recipients().get(index);
    return new QueuedRecipient(
        new Recipient(index, born.address(), shown.route(), born.reports()),
        active ? RecipientState.ACTIVE : shown.stateAt(now),
        shown.attempts(),
        shown.due(),
        shown.detail(),
        shown.lastAttempt());
  }
}
