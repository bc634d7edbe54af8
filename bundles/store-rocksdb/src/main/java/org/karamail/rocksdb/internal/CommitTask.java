package org.karamail.rocksdb.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.karamail.model.QueueId;
import org.karamail.queue.store.Submission;
import org.karamail.rocksdb.internal.body.DraftBody;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.BodyPlace;
import org.karamail.rocksdb.internal.record.Keys;
import org.karamail.rocksdb.internal.record.MessageRecord;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.work.Dossier;

/** Takes a message in. What can be encoded ahead is, on the thread that commits the draft. */
final class CommitTask implements Task {

  private final QueueId id;
  private final DraftBody body;
  private final Submission submission;
  private final MessageRecord message;
  private final byte[] value;
  private final CompletableFuture<Void> result;

  CommitTask(QueueId id, DraftBody body, Submission submission, CompletableFuture<Void> result) {
    this.id = id;
    this.body = body;
    this.submission = submission;
    this.result = result;
    this.message =
        MessageRecord.of(
            submission,
            body.isInFile() ? BodyPlace.FILE : BodyPlace.INLINE,
            body.size(),
            body.checksum());
    this.value = message.encode(id, submission.headers(), submission.notes());
  }

  @Override
  public void prepare(Batch batch) {
    body.entersOn(message.recipients().get(0).route());
    List<RecipientRecord> born = new ArrayList<>();
    submission.recipients().forEach(one -> born.add(RecipientRecord.of(submission, one)));
    Dossier dossier = Dossier.born(id, message, born);
    batch.changes().put(Family.MESSAGE, Keys.message(id), value);
    if (message.place() == BodyPlace.INLINE && message.bodySize() > 0) {
      batch.changes().put(Family.BODY, Keys.message(id), body.inline());
    }
    batch.add(dossier);
    for (int i = 0; i < dossier.recipients(); i++) {
      batch.take(dossier, i, dossier.birth(i));
    }
    batch.settle(dossier);
  }

  @Override
  public boolean isGivenUpOnFailure() {
    return true;
  }

  @Override
  public void done() {
    body.release();
    result.complete(null);
  }

  @Override
  public void failed(RuntimeException why) {
    body.release();
    result.completeExceptionally(why);
  }

  /** Not before: if the message came back after a crash, it would come back without its body. */
  @Override
  public void forgotten() {
    body.discard();
  }

}
