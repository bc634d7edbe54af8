package org.karamail.intake.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Recipient;
import org.karamail.model.RecipientState;
import org.karamail.queue.store.Submission.NewRecipient;
import org.karamail.routing.Resolution;

/** One message's way past its hooks: checks, gates, the delay they ask for, routes, queue. Waits for nothing. */
final class Inquiry {

  private final QueueId id;
  private final HookTransaction hooks;
  private final Reception reception;
  private final ContentInquiry content;
  private final Duration patience;
  private final Clock clock;
  private final Executor threads;

  Inquiry(
      QueueId id,
      HookTransaction hooks,
      Reception reception,
      Optional<Session> session,
      Duration patience,
      Clock clock,
      Executor threads) {
    this.id = id;
    this.hooks = hooks;
    this.reception = reception;
    this.content = new ContentInquiry(id, hooks, session, threads);
    this.patience = patience;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Asks everybody.
   *
   * @param received as the client sent it
   * @param completed the same with what we add for authors who submit their own mail
   */
  CompletionStage<Judgement> judge(MailInHand received, MailInHand completed) {
    Set<Mailbox> named = new LinkedHashSet<>(received.recipients());
    return content
        .check(received)
        .thenComposeAsync(checked -> content.pass(completed.found(newOnes(received, checked))), threads)
        .thenComposeAsync(passage -> passed(passage, named), threads);
  }

  private static List<CheckResult> newOnes(MailInHand before, MailInHand after) {
    return after.checks().subList(before.checks().size(), after.checks().size());
  }

  private CompletionStage<Judgement> passed(ContentInquiry.Passage passage, Set<Mailbox> named) {
    MailInHand mail = passage.mail();
    CompletionStage<Judgement> judged = concluded(passage, named);
    return mail.delay().isZero() ? judged : judged.thenComposeAsync(what -> after(mail.delay(), what), threads);
  }

  private CompletionStage<Judgement> concluded(ContentInquiry.Passage passage, Set<Mailbox> named) {
    MailInHand mail = passage.mail();
    if (passage.end().isPresent()) {
      Verdict end = passage.end().get();
      return CompletableFuture.completedStage(
          end.kind() == Verdict.Kind.DISCARD
              ? discarded(mail, named, end.reason())
              : new Judgement.Refused(end.reply().orElse(Replies.NOT_NOW), end.isClosing()));
    }
    if (mail.recipients().isEmpty()) {
      return CompletableFuture.completedStage(discarded(mail, named, "plugins took every recipient away"));
    }
    return new RecipientInquiry(id, hooks, reception, mail, content.view(mail), named, clock.instant(), threads).settle();
  }

  /** What is thrown away has a history: its recipients are born cancelled. */
  private Judgement discarded(MailInHand mail, Set<Mailbox> named, String reason) {
    Instant now = clock.instant();
    List<NewRecipient> cancelled = new ArrayList<>();
    for (Mailbox address : named) {
      Resolution resolution = reception.resolve(address, mail.envelope());
      if (resolution instanceof Resolution.Refused refused) {
        return new Judgement.Refused(reception.routesChanged(id, address, refused.reply()), false);
      }
      Recipient recipient = new Recipient(cancelled.size(), address, ((Resolution.Routed) resolution).route());
      cancelled.add(new NewRecipient(recipient, RecipientState.CANCELLED, now, reason));
    }
    return new Judgement.Passed(mail, cancelled);
  }

  /** Holds the reply, but leaves time to write the message while the client still waits. */
  private CompletionStage<Judgement> after(Duration delay, Judgement what) {
    long most = patience.toNanos() / 4 * 3;
    return new CompletableFuture<Judgement>()
        .completeOnTimeout(what, Math.min(delay.toNanos(), most), TimeUnit.NANOSECONDS);
  }
}
