package org.karamail.intake.internal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.internal.Conclusion.Refuse;
import org.karamail.intake.internal.Conclusion.Take;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.Submission;

/**
 * A message on its way in: the header is kept until it is complete, the body goes to the draft as it comes.
 *
 * <p>The first thing that is wrong decides: from then on pieces are swallowed, the draft is given up at once, and the reply
 * waits for the end of the message. Nothing is thrown at the caller.
 */
final class IncomingMessage implements IntakeTransaction {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final Reception reception;
  private final Envelope envelope;
  private final List<Mailbox> recipients;
  private final Draft draft;
  private final HeaderReader header;
  private Optional<Reply> failure = Optional.empty();
  private long size;
  private boolean ended;

  IncomingMessage(Reception reception, Envelope envelope, List<Mailbox> recipients, Draft draft) {
    this.reception = reception;
    this.envelope = envelope;
    this.recipients = List.copyOf(recipients);
    this.draft = draft;
    this.header = new HeaderReader(reception.limits());
  }

  @Override
  public QueueId id() {
    return draft.id();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public CompletionStage<Void> write(ByteBuffer piece) {
    size += piece.remaining();
    if (size > reception.limits().messageSize()) {
      fail(Replies.MESSAGE_TOO_LARGE);
    }
    try {
      return failure.isPresent() ? DONE : taken(piece);
    } catch (RuntimeException fault) {
      fail(Faults.reply(draft.id(), fault));
      return DONE;
    }
  }

  @Override
  public CompletionStage<Acceptance> finish() {
    if (ended) {
      throw new IllegalStateException("message " + draft.id() + " has ended already");
    }
    ended = true;
    try {
      return failure.isPresent() ? CompletableFuture.completedFuture(refused(failure.get())) : concluded();
    } catch (RuntimeException fault) {
      return CompletableFuture.completedFuture(refused(Faults.reply(draft.id(), fault)));
    }
  }

  @Override
  public void abort() {
    if (!ended) {
      ended = true;
      if (failure.isEmpty()) {
        draft.abort();
      }
    }
  }

  private CompletionStage<Void> taken(ByteBuffer piece) {
    if (header.isComplete()) {
      return toBody(piece);
    }
    ByteBuffer earlier = header.take(piece);
    header.objection().ifPresent(this::fail);
    return earlier.hasRemaining() ? toBody(earlier).thenCompose(done -> toBody(piece)) : toBody(piece);
  }

  private CompletionStage<Void> toBody(ByteBuffer piece) {
    if (failure.isPresent() || !piece.hasRemaining()) {
      return DONE;
    }
    CompletableFuture<Void> written = draft.sink().write(piece).toCompletableFuture();
    return written.isDone() && !written.isCompletedExceptionally() ? DONE : written.exceptionally(this::failed);
  }

  private CompletionStage<Acceptance> concluded() {
    Conclusion conclusion = reception.judge(draft.id(), envelope, recipients, header);
    if (conclusion instanceof Refuse refuse) {
      return CompletableFuture.completedFuture(refused(refuse.reply()));
    }
    return committed(((Take) conclusion).submission());
  }

  /** The answer is made before: the stage completes on the store's thread, which has better things to do. */
  private CompletionStage<Acceptance> committed(Submission submission) {
    Acceptance accepted = new Acceptance.Accepted(draft.id(), Replies.queued(draft.id()));
    return draft
        .commit(submission)
        .handle((done, fault) -> fault == null ? accepted : refused(Faults.reply(draft.id(), fault)));
  }

  private Void failed(Throwable fault) {
    fail(Faults.reply(draft.id(), fault));
    return null;
  }

  private void fail(Reply reply) {
    if (failure.isEmpty()) {
      failure = Optional.of(reply);
      draft.abort();
    }
  }

  private Acceptance refused(Reply reply) {
    fail(reply);
    return new Acceptance.Refused(reply);
  }
}
