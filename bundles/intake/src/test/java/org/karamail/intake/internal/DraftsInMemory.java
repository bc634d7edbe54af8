package org.karamail.intake.internal;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.intake.Intake;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.message.Body;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.queue.store.BodySink;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.Submission;

/** A store that can do nothing but take drafts, and fail as it is told: for what a real disk does only now and then. */
final class DraftsInMemory {

  final List<MemoryDraft> drafts = new ArrayList<>();
  Optional<RuntimeException> beginFails = Optional.empty();
  Optional<RuntimeException> writeFails = Optional.empty();
  Optional<RuntimeException> commitFails = Optional.empty();
  boolean writesAreSlow;
  boolean commitsAreSlow;

  MailQueueStore store() {
    return (MailQueueStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MailQueueStore.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("begin")) {
                throw new UnsupportedOperationException(method.getName());
              }
              beginFails.ifPresent(
                  fault -> {
                    throw fault;
                  });
              drafts.add(new MemoryDraft(drafts.size()));
              return drafts.get(drafts.size() - 1);
            });
  }

  MemoryDraft last() {
    return drafts.get(drafts.size() - 1);
  }

  final class MemoryDraft implements Draft, BodySink {
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final List<CompletableFuture<Void>> slowWrites = new ArrayList<>();
    final CompletableFuture<Void> committed = new CompletableFuture<>();
    Optional<Submission> submission = Optional.empty();
    String committedOn = "";
    boolean aborted;
    private final QueueId id;

    MemoryDraft(int number) {
      this.id = QueueId.firstAt(Instant.parse("2026-03-01T12:00:00Z").plusMillis(number));
    }

    @Override
    public QueueId id() {
      return id;
    }

    @Override
    public BodySink sink() {
      return this;
    }

    @Override
    public Body body() {
      return Body.of(body.toByteArray());
    }

    @Override
    public CompletionStage<Void> write(ByteBuffer piece) {
      if (aborted || submission.isPresent()) {
        throw new IllegalStateException("this draft has ended");
      }
      if (writeFails.isPresent()) {
        return CompletableFuture.failedFuture(writeFails.get());
      }
      byte[] octets = new byte[piece.remaining()];
      piece.get(octets);
      body.writeBytes(octets);
      CompletableFuture<Void> written = new CompletableFuture<>();
      slowWrites.add(written);
      if (!writesAreSlow) {
        written.complete(null);
      }
      return written;
    }

    @Override
    public long size() {
      return body.size();
    }

    @Override
    public CompletionStage<Void> commit(Submission complete) {
      submission = Optional.of(complete);
      committedOn = Thread.currentThread().getName();
      commitFails.ifPresent(committed::completeExceptionally);
      if (!commitsAreSlow) {
        committed.complete(null);
      }
      return committed;
    }

    @Override
    public void abort() {
      aborted = submission.isEmpty();
    }
  }

  /** An intake that leaves its mail here. */
  Intake intake(Limits limits) {
    return new StoringIntake(store(), Mails.reception(limits), Mails.NO_HOOKS);
  }

  IntakeTransaction begin(Envelope envelope, List<Mailbox> recipients, Limits limits) {
    return ((Opening.Opened) intake(limits).begin(envelope, recipients, 0)).transaction();
  }
}
