package org.karamail.rocksdb.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.work.Dossier;

/** Removes messages that were kept since they failed; one that was revived meanwhile stays. */
final class KeptTask implements Task {

  private final List<QueueId> ids;
  private final CompletableFuture<Void> result;

  KeptTask(List<QueueId> ids, CompletableFuture<Void> result) {
    this.ids = ids;
    this.result = result;
  }

  @Override
  public void prepare(Batch batch) {
    ids.forEach(id -> batch.open(id).filter(Dossier::isFinished).ifPresent(batch::remove));
  }

  @Override
  public void done() {
    result.complete(null);
  }

  @Override
  public void failed(RuntimeException why) {
    result.completeExceptionally(why);
  }
}
