package org.karamail.rocksdb.internal;

import java.util.List;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.Outcomes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grants the wishes about recipients whose lease ended without an update: it was given back, or its process died. */
final class WishTask implements Task {

  private static final Logger LOG = LoggerFactory.getLogger(WishTask.class);

  private final List<QueueId> ids;

  WishTask(List<QueueId> ids) {
    this.ids = List.copyOf(ids);
  }

  @Override
  public void prepare(Batch batch) {
    ids.forEach(id -> batch.open(id).ifPresent(dossier -> grant(batch, dossier)));
  }

  private static void grant(Batch batch, Dossier dossier) {
    boolean granted = false;
    for (int i = 0; i < dossier.recipients(); i++) {
      if (dossier.recipient(i).wish().isPresent() && !batch.isActive(dossier.id(), i)) {
        batch.take(dossier, i, Outcomes.applyWish(dossier.recipient(i), batch.now()));
        granted = true;
      }
    }
    if (granted) {
      batch.settle(dossier);
    }
  }

  @Override
  public void done() {}

  @Override
  public void failed(RuntimeException why) {
    LOG.warn("what was asked for about {} will be done at the next start: {}", ids, why.getMessage());
  }
}
