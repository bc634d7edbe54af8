package org.karamail.rocksdb.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.OpenWork;
import org.karamail.rocksdb.internal.work.Outcomes;
import org.karamail.rocksdb.internal.work.Step;

/** Records what came of a lease, and takes in what it gives rise to. */
final class UpdateTask implements Task {

  private final Lease lease;
  private final List<RecipientUpdate> updates;
  private final List<CommitTask> spawn;
  private final OpenWork work;
  private final CompletableFuture<Void> result;

  UpdateTask(
      Lease lease,
      List<RecipientUpdate> updates,
      List<CommitTask> spawn,
      OpenWork work,
      CompletableFuture<Void> result) {
    this.lease = lease;
    this.updates = List.copyOf(updates);
    this.spawn = List.copyOf(spawn);
    this.work = work;
    this.result = result;
  }

  @Override
  public void prepare(Batch batch) {
    Dossier dossier =
        batch.open(lease.id()).orElseThrow(() -> new IllegalStateException(lease.id() + " is not in the store"));
    updates.forEach(update -> Outcomes.check(update, from(dossier, update.index())));
    for (RecipientUpdate update : updates) {
      RecipientRecord recipient = dossier.recipient(update.index());
      Step step = Outcomes.apply(recipient, update, from(dossier, update.index()), batch.now());
      batch.take(dossier, update.index(), step);
    }
    lease.recipients().forEach(leased -> grantWish(batch, dossier, leased));
    batch.end(lease);
    batch.settle(dossier);
    spawn.forEach(task -> task.prepare(batch));
  }

  private RecipientState from(Dossier dossier, int index) {
    return lease.purpose() == Lease.Purpose.DELIVER
        ? RecipientState.ACTIVE
        : dossier.recipient(index).state();
  }

  private static void grantWish(Batch batch, Dossier dossier, LeasedRecipient leased) {
    int index = leased.recipient().index();
    if (dossier.recipient(index).wish().isPresent()) {
      batch.take(dossier, index, Outcomes.applyWish(dossier.recipient(index), batch.now()));
    }
  }

  @Override
  public void done() {
    spawn.forEach(CommitTask::done);
    result.complete(null);
  }

  @Override
  public void failed(RuntimeException why) {
    spawn.forEach(task -> task.failed(why));
    work.unsettle(lease);
    result.completeExceptionally(why);
  }

  @Override
  public void forgotten() {
    spawn.forEach(CommitTask::forgotten);
  }
}
