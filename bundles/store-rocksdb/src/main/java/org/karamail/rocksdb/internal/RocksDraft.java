package org.karamail.rocksdb.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.message.Body;
import org.karamail.model.QueueId;
import org.karamail.queue.store.BodySink;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.Submission;
import org.karamail.rocksdb.internal.body.DraftBody;
import org.karamail.rocksdb.internal.commit.Committer;

/** A draft whose message will lie in this store. */
final class RocksDraft implements Draft {

  private final QueueId id;
  private final DraftBody body;
  private final Committer committer;
  private final AtomicInteger arriving;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * An empty draft.
   *
   * @param arriving counts the drafts whose commit is under way
   */
  RocksDraft(QueueId id, DraftBody body, Committer committer, AtomicInteger arriving) {
    this.id = id;
    this.body = body;
    this.committer = committer;
    this.arriving = arriving;
  }

  @Override
  public QueueId id() {
    return id;
  }

  @Override
  public BodySink sink() {
    return body;
  }

  @Override
  public Body body() {
    return body;
  }

  @Override
  public CompletionStage<Void> commit(Submission submission) {
    CompletionStage<Void> sealed = seal();
    CompletableFuture<Void> result = new CompletableFuture<>();
    arriving.incrementAndGet();
    var unused = result.whenComplete((done, failure) -> arriving.decrementAndGet());
    sealed
        .whenComplete(
            (done, failed) -> {
              if (failed == null) {
                committer.submit(new CommitTask(id, body, submission, result));
              } else {
                body.discard();
                result.completeExceptionally(cause(failed));
              }
            });
    return result;
  }

  /**
   * Ends the draft and puts its file on disk, if it has one.
   *
   * @throws IllegalStateException if it has ended before
   */
  CompletionStage<Void> seal() {
    if (!ended.compareAndSet(false, true)) {
      throw new IllegalStateException("the draft " + id + " has ended");
    }
    return body.seal();
  }

  /** The task that takes it in as part of something else. */
  CommitTask task(Submission submission) {
    return new CommitTask(id, body, submission, new CompletableFuture<>());
  }

  @Override
  public void abort() {
    if (ended.compareAndSet(false, true)) {
      body.discard();
    }
  }

  static Throwable cause(Throwable failed) {
    return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
  }
}
