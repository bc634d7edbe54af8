package org.karamail.smtp.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.intake.Acceptance;
import org.karamail.intake.Intake;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.Preparation;
import org.karamail.intake.Provenance;
import org.karamail.message.Message;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;

/** An intake that keeps what it is given in memory, and completes its stages when a test wants it to. */
public final class KeptIntake implements Intake {

  /** A message that was accepted; its text has an octet for each character. */
  public record Kept(Envelope envelope, List<Mailbox> recipients, String text) {}

  public final List<Kept> messages = new CopyOnWriteArrayList<>();
  public final AtomicInteger opened = new AtomicInteger();
  public final AtomicInteger aborted = new AtomicInteger();
  public final AtomicInteger finishing = new AtomicInteger();
  public volatile long announced;
  public volatile Provenance provenance = Provenance.UNKNOWN;
  public volatile Optional<Reply> closed = Optional.empty();
  public volatile boolean closing;
  public volatile Optional<Reply> refusal = Optional.empty();
  public volatile Supplier<CompletionStage<Void>> writing = () -> CompletableFuture.completedFuture(null);
  public volatile Supplier<CompletionStage<Void>> committing = () -> CompletableFuture.completedFuture(null);
  private final AtomicLong ids = new AtomicLong(1);

  @Override
  public Opening begin(Envelope envelope, List<Mailbox> recipients, long expectedSize, Provenance provenance) {
    announced = expectedSize;
    this.provenance = provenance;
    if (closed.isPresent()) {
      return new Opening.Closed(closed.get());
    }
    opened.incrementAndGet();
    return new Opening.Opened(new Transaction(envelope, recipients, new QueueId(ids.getAndIncrement(), NodeId.SINGLE)));
  }

  @Override
  public Preparation prepare(Envelope envelope, List<Mailbox> recipients, Message message) {
    throw new UnsupportedOperationException("no reports here");
  }

  public Kept only() {
    if (messages.size() != 1) {
      throw new AssertionError("expected one message, not " + messages.size());
    }
    return messages.get(0);
  }

  private final class Transaction implements IntakeTransaction {

    private final Envelope envelope;
    private final List<Mailbox> recipients;
    private final QueueId id;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private boolean ended;

    Transaction(Envelope envelope, List<Mailbox> recipients, QueueId id) {
      this.envelope = envelope;
      this.recipients = recipients;
      this.id = id;
    }

    @Override
    public QueueId id() {
      return id;
    }

    @Override
    public CompletionStage<Void> write(ByteBuffer piece) {
      return writing
          .get()
          .thenAccept(
              ready -> {
                byte[] copy = new byte[piece.remaining()];
                piece.get(copy);
                octets.writeBytes(copy);
              });
    }

    @Override
    public long size() {
      return octets.size();
    }

    @Override
    public CompletionStage<Acceptance> finish() {
      ended = true;
      finishing.incrementAndGet();
      closeHooks();
      return committing.get().thenApply(committed -> accept());
    }

    private Acceptance accept() {
      if (refusal.isPresent()) {
        return new Acceptance.Refused(refusal.get(), closing);
      }
      messages.add(new Kept(envelope, recipients, octets.toString(StandardCharsets.ISO_8859_1)));
      return new Acceptance.Accepted(id, Reply.of(250, "2.0.0", "Ok: queued as " + id));
    }

    private void closeHooks() {
      provenance.hooks().ifPresent(HookTransaction::close);
    }

    @Override
    public void abort() {
      if (!ended) {
        ended = true;
        aborted.incrementAndGet();
        closeHooks();
      }
    }
  }
}
