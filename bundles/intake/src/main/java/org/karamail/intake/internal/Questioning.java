package org.karamail.intake.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.Session;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.LentBody;
import org.karamail.hook.engine.NoteBook;
import org.karamail.intake.Provenance;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hooks of one message from the final dot on: pinned, asked, let go. {@link #close} may come at any moment and on any
 * thread; it cancels what is being asked, and what was lent can be read no longer.
 */
final class Questioning implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Questioning.class);

  private final QueueId id;
  private final Provenance provenance;
  private final IntakeHooks intake;
  private final Reception reception;
  private final Optional<Session> session;
  private final LentBody lent;
  private final Steps steps;
  private final NoteBook.Page notes = new NoteBook.Page();
  private Optional<HookTransaction> hooks = Optional.empty();
  private boolean closed;

  /** Made on the thread of the way in, which alone may look at the session. */
  Questioning(QueueId id, Provenance provenance, IntakeHooks intake, Reception reception, Body body) {
    this.id = id;
    this.provenance = provenance;
    this.intake = intake;
    this.reception = reception;
    this.session = provenance.session().get();
    this.lent = new LentBody(body);
    this.steps = new Steps(provenance.home(), intake.threads());
  }

  /** Whether anybody is to be asked at all about a message with this header. */
  static boolean isDue(Provenance provenance, IntakeHooks intake, HeaderBlock received) {
    return provenance
        .hooks()
        .map(pinned -> pinned.isAnybodyAt(Provenance.POINTS, received))
        .orElseGet(() -> intake.engine().isAnybodyAt(Provenance.POINTS));
  }

  /** Where the message goes on when somebody has answered. */
  Steps steps() {
    return steps;
  }

  /** Asks everybody; the stage completes where the message goes on. */
  CompletionStage<Judgement> ask(Envelope envelope, List<Mailbox> recipients, HeaderReader header) {
    return pinned(header.block()).thenComposeAsync(pinned -> ask(pinned, envelope, recipients, header), steps);
  }

  /** What plugins want to be kept with the message. */
  NoteBook.Page notes() {
    return notes;
  }

  @Override
  public void close() {
    Optional<HookTransaction> held;
    synchronized (this) {
      closed = true;
      held = hooks;
      hooks = Optional.empty();
    }
    takeBack();
    held.ifPresent(HookTransaction::close);
  }

  private void takeBack() {
    try {
      lent.close();
    } catch (IOException unread) {
      LOG.debug("message {}: a reader of a plugin's does not close", id, unread);
    }
  }

  private CompletionStage<Judgement> ask(
      HookTransaction pinned, Envelope envelope, List<Mailbox> recipients, HeaderReader header) {
    if (!keep(pinned)) {
      pinned.close();
      return CompletableFuture.completedStage(new Judgement.Refused(Replies.GIVEN_UP, false));
    }
    MailInHand received =
        MailInHand.untouched(envelope, recipients, header.block(), lent, provenance.checks());
    MailInHand completed = received.with(reception.completed(id, envelope, received.headers()));
    return new Inquiry(
            id,
            pinned,
            reception,
            session,
            provenance.patience(),
            intake.clock(),
            steps)
        .judge(received, completed);
  }

  private CompletionStage<HookTransaction> pinned(HeaderBlock received) {
    NoteBook book =
        new NoteBook(provenance.notes().connection(), provenance.notes().transaction(), Optional.of(notes));
    HookSubject subject =
        new HookSubject(
            id.toString(),
            session.map(client -> new HookSubject.Client(client.listener(), client.mayRelay())),
            Optional.of(id),
            Optional.of(received),
            book,
            this::isClosed);
    return provenance
        .hooks()
        .<CompletionStage<HookTransaction>>map(pinned -> CompletableFuture.completedStage(pinned.about(subject)))
        .orElseGet(() -> intake.engine().begin(Provenance.POINTS, subject));
  }

  private synchronized boolean keep(HookTransaction pinned) {
    if (!closed) {
      hooks = Optional.of(pinned);
    }
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
