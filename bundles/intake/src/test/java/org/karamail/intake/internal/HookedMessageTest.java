package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.HookedIntake.LETTER;
import static org.karamail.intake.internal.HookedIntake.body;
import static org.karamail.intake.internal.HookedIntake.catchOpening;
import static org.karamail.intake.internal.HookedIntake.read;
import static org.karamail.intake.internal.HookedIntake.subject;
import static org.karamail.intake.internal.HookedIntake.text;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.CAROL;
import static org.karamail.intake.internal.Mails.answer;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.toBob;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Answer;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Edits;
import org.karamail.hook.IncomingMessage;
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
import org.karamail.intake.Preparation;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.RecipientState;
import org.karamail.model.Route;
import org.karamail.testkit.engine.HandedHooks;

/** Which hooks a message passes, what they see of it, and what is kept of what they say. */
class HookedMessageTest {

  private final HookedIntake intake = new HookedIntake();

  @AfterEach
  void end() {
    intake.close();
  }

  @Test
  void pointsAreAskedInTheOrderOfTheCatalogue() {
    List<String> asked = new CopyOnWriteArrayList<>();
    CheckResult.Dkim dkim = new CheckResult.Dkim(CheckResult.Value.PASS, List.of(), "");
    CheckResult.Dmarc dmarc =
        new CheckResult.Dmarc(CheckResult.Value.PASS, Optional.empty(), CheckResult.Dmarc.Policy.NONE, "");
    intake.hook((EnqueueHook) (one, call) -> noted(asked, "enqueue " + one.recipient().address()));
    intake.hook((RouteHook) (one, call) -> {
          asked.add("route " + one.recipient());
          return Answer.pass();
        });
    intake.hook((MessageCompleteHook) (mail, call) -> noted(asked, "complete"));
    intake.hook((ContentFilterHook) (mail, call) -> noted(asked, "filter"));
    intake.hook((AntispamScanHook) (mail, call) -> noted(asked, "spam"));
    intake.hook((AntivirusScanHook) (mail, call) -> noted(asked, "virus"));
    intake.hook((BodyHook) (mail, call) -> noted(asked, "body"));
    intake.hook((HeadersHook) (mail, call) -> noted(asked, "headers"));
    intake.hook((DmarcCheckHook) (mail, call) -> {
          asked.add("dmarc after " + mail.checks().size());
          return CheckAnswer.of(dmarc);
        });
    intake.hook((DkimVerifyHook) (mail, call) -> {
          asked.add("dkim");
          return CheckAnswer.of(dkim);
        });

    assertThat(intake.sent(List.of(BOB, CAROL))).isInstanceOf(Acceptance.Accepted.class);
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
    assertThat(intake.hooks.open()).isZero();
  }

  @Test
  void aFaultyCheckIsATemporaryError() {
    List<CheckResult> found = new CopyOnWriteArrayList<>();
    intake.hook((DkimVerifyHook) (mail, call) -> {
          throw new IllegalStateException("no DNS");
        });
    intake.hook((HeadersHook) (mail, call) -> {
          found.addAll(mail.checks());
          return Verdict.proceed();
        });
    intake.sent(toBob());
    assertThat(found).singleElement().extracting(CheckResult::value).isEqualTo(CheckResult.Value.TEMPERROR);
  }

  @Test
  void checksSeeTheOctetsAsReceivedAndGatesWhatIsCompleted() {
    List<String> seen = new CopyOnWriteArrayList<>();
    intake.hook((DkimVerifyHook) (mail, call) -> {
          seen.add(new String(mail.headers().toBytes(), ISO_8859_1));
          return CheckAnswer.of(new CheckResult.Dkim(CheckResult.Value.NONE, List.of(), ""));
        });
    intake.hook((HeadersHook) (mail, call) -> {
          seen.add(new String(mail.headers().toBytes(), ISO_8859_1));
          return Verdict.proceed();
        });
    IntakeTransaction transaction = intake.opened(Mails.from("submission", Optional.empty(), true), toBob());
    transaction.write(piece(LETTER));
    answer(transaction);
    assertThat(seen.get(0)).isEqualTo("From: <alice@client.example>\r\nSubject: hi\r\n\r\n");
    assertThat(seen.get(1)).startsWith("Date: ").contains("Message-ID: ").doesNotContain("Received");
  }

  @Test
  void aHookMayFindTheRoute() {
    Route elsewhere = new Route("smtp", "[192.0.2.9]:26");
    intake.hook((RouteHook) (one, call) -> one.isLocal() ? Answer.of(elsewhere) : Answer.pass());
    intake.sent(toBob());
    assertThat(intake.only().recipient().route()).isEqualTo(elsewhere);
  }

  @Test
  void aResolverThatFaultsDefersTheMessage() {
    intake.hook((RouteHook) (one, call) -> {
          throw new IllegalStateException("no answer");
        });
    assertThat(intake.sent(toBob()).reply().isTemporary()).isTrue();
    assertThat(intake.drafts.last().aborted).isTrue();
  }

  @Test
  void aBodyCannotBeReadOnceTheMessageIsTaken() {
    List<IncomingMessage> kept = new CopyOnWriteArrayList<>();
    intake.hook((BodyHook) (mail, call) -> {
          kept.add(mail);
          assertThat(read(mail.body())).isEqualTo("Hello\r\n");
          return Verdict.proceed();
        });
    assertThat(intake.sent(toBob())).isInstanceOf(Acceptance.Accepted.class);
    assertThat(catchOpening(kept.get(0).body())).isInstanceOf(IOException.class);
  }

  @Test
  void theHistoryNamesThePluginsThatHandledTheMessage() {
    intake.hook((HeadersHook) (mail, call) -> Verdict.proceed());
    intake.sent(toBob());
    assertThat(intake.only().detail()).isEqualTo("plugins " + HandedHooks.PLUGIN);
    assertThat(intake.only().state()).isEqualTo(RecipientState.QUEUED);
  }

  @Test
  void whatHooksNoteOfTheMessageIsStoredWithIt() {
    intake.hook((HeadersHook) (mail, call) -> {
          call.notes().put(Notes.Scope.MESSAGE, "score", 7);
          return Verdict.proceed();
        });
    intake.sent(toBob());
    NoteBook.Page page = NoteBook.Page.read(intake.submission().notes());
    assertThat(page.find("score")).contains(new NoteValue.Whole(7));
  }

  @Test
  void reportsAreShownToContentHooksButNoneCanDropOrChangeThem() {
    List<String> seen = new CopyOnWriteArrayList<>();
    intake.hook((HeadersHook) (mail, call) -> {
          seen.add(subject(mail) + mail.session().isPresent());
          return Verdict.discard("no reports").with(Edits.removeFields("Subject"));
        });
    intake.hook((MessageCompleteHook) (mail, call) -> {
          throw new IllegalStateException("broken");
        });
    Message report = new Message(HeaderBlock.of("Subject: report\r\n\r\n".getBytes(ISO_8859_1)), body("It failed\r\n"));

    Preparation prepared = intake.itself().prepare(fromStranger(), toBob(), report);

    assertThat(prepared).isInstanceOf(Preparation.Prepared.class);
    assertThat(seen).containsExactly("reportfalse");
    assertThat(text(((Preparation.Prepared) prepared).spawn().submission())).contains("Subject: report");
    assertThat(intake.hooks.open()).isZero();
  }

  private static Verdict noted(List<String> asked, String point) {
    asked.add(point);
    return Verdict.proceed();
  }
}
