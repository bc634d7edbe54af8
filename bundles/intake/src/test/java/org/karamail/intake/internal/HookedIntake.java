package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.karamail.intake.internal.Mails.answer;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.piece;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.message.Body;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.queue.store.Submission;
import org.karamail.queue.store.Submission.NewRecipient;
import org.karamail.testkit.engine.HandedHooks;

/** An intake over drafts in memory whose hooks are handed to it, and the words its tests ask it in. */
final class HookedIntake implements AutoCloseable {

  static final String LETTER = "From: <alice@client.example>\r\nSubject: hi\r\n\r\nHello\r\n";

  final DraftsInMemory drafts = new DraftsInMemory();
  final HandedHooks hooks = HandedHooks.of();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  void hook(Hook hook) {
    hooks.add(hook);
  }

  Acceptance sent(List<Mailbox> recipients) {
    IntakeTransaction transaction = opened(fromStranger(), recipients);
    transaction.write(piece(LETTER));
    return answer(transaction);
  }

  IntakeTransaction opened(Envelope envelope, List<Mailbox> recipients) {
    return ((Opening.Opened) itself().begin(envelope, recipients, 0)).transaction();
  }

  StoringIntake itself() {
    return new StoringIntake(
        drafts.store(), Mails.reception(Limits.STANDARD), new IntakeHooks(hooks, threads, Mails.CLOCK));
  }

  Submission submission() {
    return drafts.last().submission.orElseThrow();
  }

  NewRecipient only() {
    return submission().recipients().get(0);
  }

  static String subject(IncomingMessage mail) {
    return mail.headers().first("Subject").orElseThrow().value();
  }

  static String text(Submission submission) {
    return new String(submission.headers().toBytes(), ISO_8859_1);
  }

  static Body body(String text) {
    return Body.of(text.getBytes(ISO_8859_1));
  }

  static String read(Body body) {
    try (var in = body.open()) {
      return new String(in.readAllBytes(), ISO_8859_1);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  static Throwable catchOpening(Body body) {
    return catchThrowable(body::open);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    hooks.close();
  }
}
