package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.CAROL;
import static org.karamail.intake.internal.Mails.ELSEWHERE;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.mailbox;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.toBob;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Answer;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Finding;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Later;
import org.karamail.hook.Notes;
import org.karamail.hook.Verdict;
import org.karamail.hook.authentication.DkimVerifyHook;
import org.karamail.hook.authentication.DmarcCheckHook;
import org.karamail.hook.content.AntispamScanHook;
import org.karamail.hook.content.AntivirusScanHook;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.hook.delivery.RouteHook;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.NoteValue;
import org.karamail.hook.message.BodyHook;
import org.karamail.hook.message.HeadersHook;
import org.karamail.hook.message.MessageCompleteHook;
import org.karamail.hook.queue.EnqueueHook;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.Preparation;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.message.Message;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Priority;
import org.karamail.model.RecipientState;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.queue.store.Submission;
import org.karamail.queue.store.Submission.NewRecipient;
import org.karamail.testkit.engine.HandedHooks;

class HookedMessageTest {

  private static final String LETTER = "From: <alice@client.example>\r\nSubject: hi\r\n\r\nHello\r\n";
  private static final int SOON = 10;

  private final DraftsInMemory drafts = new DraftsInMemory();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final HandedHooks hooks = HandedHooks.of();

  @AfterEach
  void end() {
    threads.shutdownNow();
    hooks.close();
  }

  @Test
  void pointsAreAskedInTheOrderOfTheCatalogue() {
    List<String> asked = new CopyOnWriteArrayList<>();
    CheckResult.Dkim dkim = new CheckResult.Dkim(CheckResult.Value.PASS, List.of(), "");
    CheckResult.Dmarc dmarc =
        new CheckResult.Dmarc(CheckResult.Value.PASS, Optional.empty(), CheckResult.Dmarc.Policy.NONE, "");
    hook((EnqueueHook) (one, call) -> noted(asked, "enqueue " + one.recipient().address()));
    hook((RouteHook) (one, call) -> {
          asked.add("route " + one.recipient());
          return Answer.pass();
        });
    hook((MessageCompleteHook) (mail, call) -> noted(asked, "complete"));
    hook((ContentFilterHook) (mail, call) -> noted(asked, "filter"));
    hook((AntispamScanHook) (mail, call) -> noted(asked, "spam"));
    hook((AntivirusScanHook) (mail, call) -> noted(asked, "virus"));
    hook((BodyHook) (mail, call) -> noted(asked, "body"));
    hook((HeadersHook) (mail, call) -> noted(asked, "headers"));
    hook((DmarcCheckHook) (mail, call) -> {
          asked.add("dmarc after " + mail.checks().size());
          return CheckAnswer.of(dmarc);
        });
    hook((DkimVerifyHook) (mail, call) -> {
          asked.add("dkim");
          return CheckAnswer.of(dkim);
        });

    assertThat(sent(List.of(BOB, CAROL))).isInstanceOf(Acceptance.Accepted.class);
    assertThat(asked)
        .containsExactly(
            "dkim",
            "dmarc after 1",
            "headers",
            "body",
            "virus",
            "spam",
            "filter",
            "complete",
            "route bob@here.example",
            "enqueue bob@here.example",
            "route carol@here.example",
            "enqueue carol@here.example");
    assertThat(hooks.open()).isZero();
  }

  @Test
  void editsReachTheNextHookAndTheQueueAndTheBodyIsNotWrittenAgain() {
    List<String> seen = new CopyOnWriteArrayList<>();
    hook((HeadersHook) (mail, call) ->
            Verdict.proceed()
                .with(Edits.addField("X-One", "1"))
                .with(Edits.of(new Edit.ReplaceFields(HeaderField.of("Subject", "edited"))))
                .with(new Finding.Virus("none")));
    hook((HeadersHook) (mail, call) -> {
          seen.add(subject(mail));
          return Verdict.proceed().with(Edits.of(new Edit.SetPriority(Priority.BULK)));
        });
    hook((MessageCompleteHook) (mail, call) -> {
          seen.add(subject(mail) + " " + mail.findings().size() + " " + mail.envelope().priority());
          return Verdict.proceed().with(Edits.removeFields("From"));
        });

    sent(toBob());
    assertThat(seen).containsExactly("edited", "edited 1 bulk");
    assertThat(drafts.drafts).hasSize(1);
    assertThat(text(submission())).startsWith("Received: ").endsWith("Subject: edited\r\nX-One: 1\r\n\r\n");
    assertThat(submission().envelope().priority()).isEqualTo(Priority.BULK);
  }

  @Test
  void aReplacedBodyGoesIntoADraftOfItsOwn() {
    hook((BodyHook) (mail, call) -> Verdict.proceed().with(Edits.of(new Edit.ReplaceBody(body("Other\r\n")))));
    Acceptance accepted = sent(toBob());
    assertThat(drafts.drafts).hasSize(2);
    assertThat(drafts.drafts.get(0).aborted).isTrue();
    assertThat(drafts.last().body.toString(ISO_8859_1)).isEqualTo("Other\r\n");
    assertThat(accepted.reply().toString()).contains("queued as " + drafts.last().id());
    assertThat(text(submission())).contains(" id " + drafts.last().id());
  }

  @Test
  void aReplacedBodyBeyondAsciiIsKnownForOne() {
    hook((BodyHook) (mail, call) -> Verdict.proceed().with(Edits.of(new Edit.ReplaceBody(body("Gr\u00fc\u00dfe\r\n")))));
    sent(toBob());
    assertThat(submission().envelope().body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
  }

  @Test
  void theEnvelopeMayBeEditedButNobodyIsMadeARelay() {
    hook((MessageCompleteHook) (mail, call) ->
            Verdict.proceed()
                .with(
                    Edits.of(
                        new Edit.ReplaceSender(ReversePath.NULL),
                        new Edit.RemoveRecipient(BOB),
                        new Edit.AddRecipient(CAROL),
                        new Edit.AddRecipient(ELSEWHERE))));
    sent(toBob());
    assertThat(submission().envelope().sender().isNull()).isTrue();
    assertThat(submission().recipients()).extracting(one -> one.recipient().address()).containsExactly(CAROL);
  }

  @Test
  void aRefusalIsTheReplyAndNothingIsStored() {
    hook((ContentFilterHook) (mail, call) -> Verdict.reject("5.7.1", "No such thing here").andClose());
    hook((MessageCompleteHook) (mail, call) -> {
          throw new AssertionError("asked after the end");
        });
    Acceptance.Refused refused = (Acceptance.Refused) sent(toBob());
    assertThat(refused.reply()).hasToString("550 5.7.1 No such thing here");
    assertThat(refused.closing()).isTrue();
    assertThat(drafts.last().aborted).isTrue();
    assertThat(hooks.open()).isZero();
  }

  @Test
  void aFaultDefersWithAReplyThatSaysNothingOfIt() {
    hook((AntivirusScanHook) (mail, call) -> {
          throw new IllegalStateException("/secret/path");
        });
    Acceptance refused = sent(toBob());
    assertThat(refused.reply().isTemporary()).isTrue();
    assertThat(refused.reply().toString()).doesNotContain("secret");
  }

  @Test
  void aFaultyCheckIsATemporaryError() {
    List<CheckResult> found = new CopyOnWriteArrayList<>();
    hook((DkimVerifyHook) (mail, call) -> {
          throw new IllegalStateException("no DNS");
        });
    hook((HeadersHook) (mail, call) -> {
          found.addAll(mail.checks());
          return Verdict.proceed();
        });
    sent(toBob());
    assertThat(found).singleElement().extracting(CheckResult::value).isEqualTo(CheckResult.Value.TEMPERROR);
  }

  @Test
  void checksSeeTheOctetsAsReceivedAndGatesWhatIsCompleted() {
    List<String> seen = new CopyOnWriteArrayList<>();
    hook((DkimVerifyHook) (mail, call) -> {
          seen.add(new String(mail.headers().toBytes(), ISO_8859_1));
          return CheckAnswer.of(new CheckResult.Dkim(CheckResult.Value.NONE, List.of(), ""));
        });
    hook((HeadersHook) (mail, call) -> {
          seen.add(new String(mail.headers().toBytes(), ISO_8859_1));
          return Verdict.proceed();
        });
    IntakeTransaction transaction = opened(Mails.from("submission", Optional.empty(), true), toBob());
    transaction.write(piece(LETTER));
    answer(transaction);
    assertThat(seen.get(0)).isEqualTo("From: <alice@client.example>\r\nSubject: hi\r\n\r\n");
    assertThat(seen.get(1)).startsWith("Date: ").contains("Message-ID: ").doesNotContain("Received");
  }

  @Test
  void whatIsQuarantinedIsHeldWithItsReason() {
    hook((AntispamScanHook) (mail, call) -> Verdict.quarantine("looks like spam"));
    assertThat(sent(toBob())).isInstanceOf(Acceptance.Accepted.class);
    assertThat(only().state()).isEqualTo(RecipientState.HELD);
    assertThat(only().detail()).isEqualTo("looks like spam; plugins " + HandedHooks.PLUGIN);
  }

  @Test
  void whatIsDiscardedIsAcknowledgedAndCancelled() {
    hook((ContentFilterHook) (mail, call) -> Verdict.discard("nobody wants it"));
    assertThat(sent(toBob()).reply().code()).isEqualTo(250);
    assertThat(only().state()).isEqualTo(RecipientState.CANCELLED);
    assertThat(only().detail()).contains("nobody wants it");
  }

  @Test
  void aMessageWithoutRecipientsIsDiscarded() {
    hook((HeadersHook) (mail, call) -> Verdict.proceed().with(Edits.of(new Edit.RemoveRecipient(BOB))));
    assertThat(sent(toBob()).reply().code()).isEqualTo(250);
    assertThat(only().state()).isEqualTo(RecipientState.CANCELLED);
  }

  @Test
  void aHookMayFindTheRoute() {
    Route elsewhere = new Route("smtp", "[192.0.2.9]:26");
    hook((RouteHook) (one, call) -> one.isLocal() ? Answer.of(elsewhere) : Answer.pass());
    sent(toBob());
    assertThat(only().recipient().route()).isEqualTo(elsewhere);
  }

  @Test
  void aResolverThatFaultsDefersTheMessage() {
    hook((RouteHook) (one, call) -> {
          throw new IllegalStateException("no answer");
        });
    assertThat(sent(toBob()).reply().isTemporary()).isTrue();
    assertThat(drafts.last().aborted).isTrue();
  }

  @Test
  void eachRecipientHasAFateOfItsOwn() {
    Mailbox erin = mailbox("erin@here.example");
    Mailbox frank = mailbox("frank@here.example");
    hook((EnqueueHook) (one, call) ->
            switch (one.recipient().address().localPart()) {
              case "bob" -> Verdict.delay(Duration.ofMinutes(5), "later");
              case "carol" -> Verdict.discard("not this one");
              case "erin" -> Verdict.reject("5.7.1", "Not for erin");
              default -> Verdict.quarantine("look at it");
            });
    sent(List.of(BOB, CAROL, erin, frank));
    assertThat(submission().recipients())
        .extracting(NewRecipient::state)
        .containsExactly(
            RecipientState.SCHEDULED, RecipientState.CANCELLED, RecipientState.HELD, RecipientState.HELD);
    assertThat(submission().recipients().get(0).due()).isEqualTo(Mails.NOW.plus(Duration.ofMinutes(5)));
    assertThat(submission().recipients().get(2).detail()).startsWith("rejected by a plugin: Not for erin");
  }

  @Test
  void aMessageWhoseRecipientsAreAllRejectedIsRejected() {
    hook((EnqueueHook) (one, call) -> Verdict.reject("5.7.1", "Not for " + one.recipient().address().localPart()));
    assertThat(sent(List.of(BOB, CAROL)).reply()).hasToString("550 5.7.1 Not for bob");
    assertThat(drafts.last().aborted).isTrue();
  }

  @Test
  void oneRecipientThatIsPutOffPutsOffTheMessage() {
    hook((EnqueueHook) (one, call) ->
            one.recipient().address().equals(CAROL) ? Verdict.defer("4.7.1", "Later") : Verdict.proceed());
    assertThat(sent(List.of(BOB, CAROL)).reply()).hasToString("451 4.7.1 Later");
    assertThat(drafts.last().aborted).isTrue();
  }

  @Test
  void aDelayHoldsTheReplyWithoutAThreadAndThenTheMessageIsTaken() {
    hook((MessageCompleteHook) (mail, call) -> Verdict.delay(Duration.ofMillis(80), "slowly"));
    IntakeTransaction transaction = opened(fromStranger(), toBob());
    transaction.write(piece(LETTER));
    CompletableFuture<Acceptance> answer = transaction.finish().toCompletableFuture();
    await().until(() -> hooks.begun() == 1);
    assertThat(answer.orTimeout(SOON, SECONDS).join()).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aClientThatLeavesCancelsWhatIsAskedAndLeavesNothing() {
    CompletableFuture<Verdict> never = new CompletableFuture<>();
    List<IncomingMessage> kept = new CopyOnWriteArrayList<>();
    hook((MessageCompleteHook) (mail, call) -> {
          kept.add(mail);
          return Later.of(never);
        });
    IntakeTransaction transaction = opened(fromStranger(), toBob());
    transaction.write(piece(LETTER));
    CompletableFuture<Acceptance> answer = transaction.finish().toCompletableFuture();
    await().until(() -> !kept.isEmpty());
    transaction.abort();
    assertThat(drafts.last().aborted).isTrue();
    assertThat(hooks.open()).isZero();
    assertThat(catchOpening(kept.get(0).body())).isInstanceOf(IOException.class);
    never.complete(Verdict.proceed());
    assertThat(answer.orTimeout(SOON, SECONDS).join()).isInstanceOf(Acceptance.Refused.class);
    assertThat(drafts.last().submission).isEmpty();
  }

  @Test
  void aBodyCannotBeReadOnceTheMessageIsTaken() {
    List<IncomingMessage> kept = new CopyOnWriteArrayList<>();
    hook((BodyHook) (mail, call) -> {
          kept.add(mail);
          assertThat(read(mail.body())).isEqualTo("Hello\r\n");
          return Verdict.proceed();
        });
    assertThat(sent(toBob())).isInstanceOf(Acceptance.Accepted.class);
    assertThat(catchOpening(kept.get(0).body())).isInstanceOf(IOException.class);
  }

  @Test
  void theHistoryNamesThePluginsThatHandledTheMessage() {
    hook((HeadersHook) (mail, call) -> Verdict.proceed());
    sent(toBob());
    assertThat(only().detail()).isEqualTo("plugins " + HandedHooks.PLUGIN);
    assertThat(only().state()).isEqualTo(RecipientState.QUEUED);
  }

  @Test
  void whatHooksNoteOfTheMessageIsStoredWithIt() {
    hook((HeadersHook) (mail, call) -> {
          call.notes().put(Notes.Scope.MESSAGE, "score", 7);
          return Verdict.proceed();
        });
    sent(toBob());
    NoteBook.Page page = NoteBook.Page.read(submission().notes());
    assertThat(page.find("score")).contains(new NoteValue.Whole(7));
  }

  @Test
  void reportsAreShownToContentHooksButNoneCanDropOrChangeThem() {
    List<String> seen = new CopyOnWriteArrayList<>();
    hook((HeadersHook) (mail, call) -> {
          seen.add(subject(mail) + mail.session().isPresent());
          return Verdict.discard("no reports").with(Edits.removeFields("Subject"));
        });
    hook((MessageCompleteHook) (mail, call) -> {
          throw new IllegalStateException("broken");
        });
    Message report = new Message(HeaderBlock.of("Subject: report\r\n\r\n".getBytes(ISO_8859_1)), body("It failed\r\n"));

    Preparation prepared = intake().prepare(fromStranger(), toBob(), report);

    assertThat(prepared).isInstanceOf(Preparation.Prepared.class);
    assertThat(seen).containsExactly("reportfalse");
    assertThat(text(((Preparation.Prepared) prepared).spawn().submission())).contains("Subject: report");
    assertThat(hooks.open()).isZero();
  }

  private void hook(Hook hook) {
    hooks.add(hook);
  }

  private static Verdict noted(List<String> asked, String point) {
    asked.add(point);
    return Verdict.proceed();
  }

  private Acceptance sent(List<Mailbox> recipients) {
    IntakeTransaction transaction = opened(fromStranger(), recipients);
    transaction.write(piece(LETTER));
    return answer(transaction);
  }

  private static Acceptance answer(IntakeTransaction transaction) {
    return transaction.finish().toCompletableFuture().orTimeout(SOON, SECONDS).join();
  }

  private IntakeTransaction opened(Envelope envelope, List<Mailbox> recipients) {
    return ((Opening.Opened) intake().begin(envelope, recipients, 0)).transaction();
  }

  private StoringIntake intake() {
    return new StoringIntake(
        drafts.store(), Mails.reception(Limits.STANDARD), new IntakeHooks(hooks, threads, Mails.CLOCK));
  }

  private Submission submission() {
    return drafts.last().submission.orElseThrow();
  }

  private NewRecipient only() {
    return submission().recipients().get(0);
  }

  private static String subject(IncomingMessage mail) {
    return mail.headers().first("Subject").orElseThrow().value();
  }

  private static String text(Submission submission) {
    return new String(submission.headers().toBytes(), ISO_8859_1);
  }

  private static Body body(String text) {
    return Body.of(text.getBytes(ISO_8859_1));
  }

  private static String read(Body body) {
    try (var in = body.open()) {
      return new String(in.readAllBytes(), ISO_8859_1);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Throwable catchOpening(Body body) {
    return catchThrowable(body::open);
  }
}
