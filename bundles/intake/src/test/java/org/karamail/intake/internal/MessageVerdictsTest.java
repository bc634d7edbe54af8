package org.karamail.intake.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.intake.internal.HookedIntake.LETTER;
import static org.karamail.intake.internal.HookedIntake.catchOpening;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.CAROL;
import static org.karamail.intake.internal.Mails.SOON;
import static org.karamail.intake.internal.Mails.answer;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.mailbox;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.toBob;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Later;
import org.karamail.hook.Verdict;
import org.karamail.hook.content.AntispamScanHook;
import org.karamail.hook.content.AntivirusScanHook;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.hook.message.MessageCompleteHook;
import org.karamail.hook.queue.EnqueueHook;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.model.Mailbox;
import org.karamail.model.RecipientState;
import org.karamail.queue.store.Submission.NewRecipient;
import org.karamail.testkit.engine.HandedHooks;

/** What becomes of a message, or of one recipient, by what a hook says. */
class MessageVerdictsTest {

  private final HookedIntake intake = new HookedIntake();

  @AfterEach
  void end() {
    intake.close();
  }

  @Test
  void aRefusalIsTheReplyAndNothingIsStored() {
    intake.hook((ContentFilterHook) (mail, call) -> Verdict.reject("5.7.1", "No such thing here").andClose());
    intake.hook((MessageCompleteHook) (mail, call) -> {
          throw new AssertionError("asked after the end");
        });
    Acceptance.Refused refused = (Acceptance.Refused) intake.sent(toBob());
    assertThat(refused.reply()).hasToString("550 5.7.1 No such thing here");
    assertThat(refused.closing()).isTrue();
    assertThat(intake.drafts.last().aborted).isTrue();
    assertThat(intake.hooks.open()).isZero();
  }

  @Test
  void aFaultDefersWithAReplyThatSaysNothingOfIt() {
    intake.hook((AntivirusScanHook) (mail, call) -> {
          throw new IllegalStateException("/secret/path");
        });
    Acceptance refused = intake.sent(toBob());
    assertThat(refused.reply().isTemporary()).isTrue();
    assertThat(refused.reply().toString()).doesNotContain("secret");
  }

  @Test
  void whatIsQuarantinedIsHeldWithItsReason() {
    intake.hook((AntispamScanHook) (mail, call) -> Verdict.quarantine("looks like spam"));
    assertThat(intake.sent(toBob())).isInstanceOf(Acceptance.Accepted.class);
    assertThat(intake.only().state()).isEqualTo(RecipientState.HELD);
    assertThat(intake.only().detail()).isEqualTo("looks like spam; plugins " + HandedHooks.PLUGIN);
  }

  @Test
  void whatIsDiscardedIsAcknowledgedAndCancelled() {
    intake.hook((ContentFilterHook) (mail, call) -> Verdict.discard("nobody wants it"));
    assertThat(intake.sent(toBob()).reply().code()).isEqualTo(250);
    assertThat(intake.only().state()).isEqualTo(RecipientState.CANCELLED);
    assertThat(intake.only().detail()).contains("nobody wants it");
  }

  @Test
  void eachRecipientHasAFateOfItsOwn() {
    Mailbox erin = mailbox("erin@here.example");
    Mailbox frank = mailbox("frank@here.example");
    intake.hook((EnqueueHook) (one, call) ->
            switch (one.recipient().address().localPart()) {
              case "bob" -> Verdict.delay(Duration.ofMinutes(5), "later");
              case "carol" -> Verdict.discard("not this one");
              case "erin" -> Verdict.reject("5.7.1", "Not for erin");
              default -> Verdict.quarantine("look at it");
            });
    intake.sent(List.of(BOB, CAROL, erin, frank));
    assertThat(intake.submission().recipients())
        .extracting(NewRecipient::state)
        .containsExactly(
            RecipientState.SCHEDULED, RecipientState.CANCELLED, RecipientState.HELD, RecipientState.HELD);
    assertThat(intake.submission().recipients().get(0).due()).isEqualTo(Mails.NOW.plus(Duration.ofMinutes(5)));
    assertThat(intake.submission().recipients().get(2).detail()).startsWith("rejected by a plugin: Not for erin");
  }

  @Test
  void aMessageWhoseRecipientsAreAllRejectedIsRejected() {
    intake.hook((EnqueueHook) (one, call) -> Verdict.reject("5.7.1", "Not for " + one.recipient().address().localPart()));
    assertThat(intake.sent(List.of(BOB, CAROL)).reply()).hasToString("550 5.7.1 Not for bob");
    assertThat(intake.drafts.last().aborted).isTrue();
  }

  @Test
  void oneRecipientThatIsPutOffPutsOffTheMessage() {
    intake.hook((EnqueueHook) (one, call) ->
            one.recipient().address().equals(CAROL) ? Verdict.defer("4.7.1", "Later") : Verdict.proceed());
    assertThat(intake.sent(List.of(BOB, CAROL)).reply()).hasToString("451 4.7.1 Later");
    assertThat(intake.drafts.last().aborted).isTrue();
  }

  @Test
  void aDelayHoldsTheReplyWithoutAThreadAndThenTheMessageIsTaken() {
    intake.hook((MessageCompleteHook) (mail, call) -> Verdict.delay(Duration.ofMillis(80), "slowly"));
    IntakeTransaction transaction = intake.opened(fromStranger(), toBob());
    transaction.write(piece(LETTER));
    CompletableFuture<Acceptance> answer = transaction.finish().toCompletableFuture();
    await().until(() -> intake.hooks.begun() == 1);
    assertThat(answer.orTimeout(SOON, SECONDS).join()).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aClientThatLeavesCancelsWhatIsAskedAndLeavesNothing() {
    CompletableFuture<Verdict> never = new CompletableFuture<>();
    List<IncomingMessage> kept = new CopyOnWriteArrayList<>();
    intake.hook((MessageCompleteHook) (mail, call) -> {
          kept.add(mail);
          return Later.of(never);
        });
    IntakeTransaction transaction = intake.opened(fromStranger(), toBob());
    transaction.write(piece(LETTER));
    CompletableFuture<Acceptance> answer = transaction.finish().toCompletableFuture();
    await().until(() -> !kept.isEmpty());
    transaction.abort();
    assertThat(intake.drafts.last().aborted).isTrue();
    assertThat(intake.hooks.open()).isZero();
    assertThat(catchOpening(kept.get(0).body())).isInstanceOf(IOException.class);
    never.complete(Verdict.proceed());
    assertThat(answer.orTimeout(SOON, SECONDS).join()).isInstanceOf(Acceptance.Refused.class);
    assertThat(intake.drafts.last().submission).isEmpty();
  }
}
