package org.karamail.intake.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Provenance;
import org.karamail.intake.internal.Conclusion.Refuse;
import org.karamail.intake.internal.Conclusion.Take;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.model.ReportWish;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.Submission;

/**
 * A message on its way in: the header is kept until it is complete, the body goes to the draft as it comes, and hooks are
 * asked when all of it is there.
 *
 * <p>The first thing that is wrong decides: from then on pieces are swallowed, the draft is given up at once, and the reply
 * waits for the end of the message. Nothing is thrown at the caller.
 *
 * <pre>
 *   RECEIVING --finish--> ASKING --everybody answered--> ENDING      from ENDING on the store decides
 *        \                   \
 *         +------- abort -----+--> GIVEN_UP                          nobody waits any more
 * </pre>
 */
final class IncomingMessage implements IntakeTransaction {

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private enum Stage {
    RECEIVING,
    ASKING,
    ENDING,
    GIVEN_UP
  }

  private final Reception reception;
  private final Drafts drafts;
  private final Envelope envelope;
  private final List<Mailbox> recipients;
  private final Provenance provenance;
  private final Draft draft;
  private final HeaderReader header;
  private final EightBits eightBits = new EightBits();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.RECEIVING);
  private volatile Optional<Questioning> questioning = Optional.empty();
  private volatile Optional<Reply> failure = Optional.empty();
  private long size;

  IncomingMessage(
      Reception reception,
      Drafts drafts,
      Envelope envelope,
      List<Mailbox> recipients,
      Provenance provenance,
      Draft draft) {
    this.reception = reception;
    this.drafts = drafts;
    this.envelope = envelope;
    this.recipients = List.copyOf(recipients);
    this.provenance = provenance;
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
    if (!stage.compareAndSet(Stage.RECEIVING, Stage.ASKING)) {
      throw new IllegalStateException("message " + draft.id() + " has ended already");
    }
    try {
      return failure.isPresent() ? refusal(failure.get()) : concluded();
    } catch (RuntimeException fault) {
      return refusal(Faults.reply(draft.id(), fault));
    }
  }

  @Override
  public void abort() {
    if (stage.compareAndSet(Stage.RECEIVING, Stage.GIVEN_UP) || stage.compareAndSet(Stage.ASKING, Stage.GIVEN_UP)) {
      letHooksGo();
      if (failure.isEmpty()) {
        draft.abort();
      }
    }
  }

  private CompletionStage<Void> taken(ByteBuffer piece) {
    if (envelope.body() == BodyType.SEVEN_BIT) {
      eightBits.look(piece);
    }
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
    return Questioning.isDue(provenance, drafts.hooks(), header.block()) ? asked() : taken();
  }

  /** Without anybody to be asked. */
  private CompletionStage<Acceptance> taken() {
    Conclusion conclusion = reception.judge(draft.id(), envelope, recipients, header, handledBy());
    if (conclusion instanceof Refuse refuse) {
      return refusal(refuse.reply());
    }
    stage.set(Stage.ENDING);
    letHooksGo();
    return committed(draft, ((Take) conclusion).submission());
  }

  private CompletionStage<Acceptance> asked() {
    Optional<Reply> objection = reception.objection(envelope, header);
    if (objection.isPresent()) {
      return refusal(objection.get());
    }
    Questioning questions = new Questioning(draft.id(), provenance, drafts.hooks(), reception, draft.body());
    questioning = Optional.of(questions);
    return questions
        .ask(envelope, recipients, header)
        .thenComposeAsync(this::judged, questions.steps())
        .exceptionally(fault -> refused(Faults.reply(draft.id(), fault), false));
  }

  private CompletionStage<Acceptance> judged(Judgement judgement) {
    if (!stage.compareAndSet(Stage.ASKING, Stage.ENDING)) {
      return CompletableFuture.completedFuture(new Acceptance.Refused(Replies.GIVEN_UP));
    }
    if (judgement instanceof Judgement.Refused no) {
      return CompletableFuture.completedFuture(refused(no.reply(), no.closing()));
    }
    Judgement.Passed passed = (Judgement.Passed) judgement;
    return passed.mail().replaced()
        ? CompletableFuture.supplyAsync(() -> stored(passed), drafts.hooks().threads()).thenCompose(Function.identity())
        : stored(passed);
  }

  /** Waits for the disk where a hook has replaced the body. */
  private CompletionStage<Acceptance> stored(Judgement.Passed passed) {
    try {
      Draft complete = drafts.complete(draft, passed.mail(), eightBits);
      letHooksGo();
      return committed(complete, reception.submission(complete.id(), passed.mail(), passed.recipients(), notes()));
    } catch (IOException unreadable) {
      return CompletableFuture.completedFuture(refused(Faults.reply(draft.id(), unreadable), false));
    }
  }

  /** The answer is made before: the stage completes on the store's thread, which has better things to do. */
  private CompletionStage<Acceptance> committed(Draft complete, Submission submission) {
    Acceptance accepted = new Acceptance.Accepted(complete.id(), Replies.queued(complete.id()));
    return complete
        .commit(toldOf(submission))
        .handle((done, fault) -> fault == null ? accepted : refused(Faults.reply(complete.id(), fault), false));
  }

  /** With what the client asked of reports, and what its octets are. */
  private Submission toldOf(Submission submission) {
    if (!eightBits.seen() && provenance.reports().isEmpty()) {
      return submission;
    }
    Envelope told = eightBits.seen() ? submission.envelope().withBody(BodyType.EIGHT_BIT_MIME) : submission.envelope();
    return submission.with(told, address -> provenance.reports().getOrDefault(address, ReportWish.NONE));
  }

  private String notes() {
    return questioning.map(questions -> questions.notes().written()).orElse("");
  }

  private String handledBy() {
    return provenance
        .hooks()
        .map(HookTransaction::plugins)
        .filter(plugins -> !plugins.isEmpty())
        .map(plugins -> "plugins " + String.join(", ", plugins))
        .orElse("");
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

  private CompletionStage<Acceptance> refusal(Reply reply) {
    stage.set(Stage.ENDING);
    return CompletableFuture.completedFuture(refused(reply, false));
  }

  private Acceptance refused(Reply reply, boolean closing) {
    letHooksGo();
    fail(reply);
    return new Acceptance.Refused(reply, closing);
  }

  private void letHooksGo() {
    questioning.ifPresent(Questioning::close);
    provenance.hooks().ifPresent(HookTransaction::close);
  }
}
