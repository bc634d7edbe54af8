package org.karamail.rocksdb.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.UnreadableRecordException;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.Happening;
import org.karamail.rocksdb.internal.work.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds what was read from behind damage: its outcome may be among what was lost, so a person decides. */
final class RecoveredTask implements Task {

  private static final Logger LOG = LoggerFactory.getLogger(RecoveredTask.class);
  private static final String REASON =
      "read back from a damaged store: it may have been delivered already; release or cancel it";

  private final List<QueueId> doubtful;
  private int held;

  RecoveredTask(Collection<QueueId> doubtful) {
    this.doubtful = List.copyOf(doubtful);
  }

  @Override
  public void prepare(Batch batch) {
    for (QueueId id : doubtful) {
      readable(batch, id).ifPresent(dossier -> hold(batch, dossier));
    }
  }

  /** One that is not will be set aside when it is to be claimed. */
  private static Optional<Dossier> readable(Batch batch, QueueId id) {
    try {
      return batch.open(id);
    } catch (UnreadableRecordException unreadable) {
      return Optional.empty();
    }
  }

  private void hold(Batch batch, Dossier dossier) {
    for (int i = 0; i < dossier.recipients(); i++) {
      RecipientRecord recipient = dossier.recipient(i);
      if (recipient.isWaiting()) {
        batch.take(dossier, i, recovered(recipient, batch));
        held++;
      }
    }
  }

  private static Step recovered(RecipientRecord recipient, Batch batch) {
    return new Step(
        recipient.to(RecipientState.HELD, recipient.due(), REASON).heldAt(Optional.of(batch.now())),
        List.of(new Happening(MailEvent.Kind.RECOVERED, RecipientState.HELD, REASON, Optional.empty())));
  }

  /** How many recipients it holds. */
  int held() {
    return held;
  }

  @Override
  public void done() {
    LOG.debug("{} recipients are held", held);
  }

  @Override
  public void failed(RuntimeException why) {
    LOG.error("what was read back from a damaged store is not held yet: {}", why.getMessage());
  }
}
