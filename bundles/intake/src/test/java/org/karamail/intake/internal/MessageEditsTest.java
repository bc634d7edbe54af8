package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.HookedIntake.body;
import static org.karamail.intake.internal.HookedIntake.subject;
import static org.karamail.intake.internal.HookedIntake.text;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.CAROL;
import static org.karamail.intake.internal.Mails.ELSEWHERE;
import static org.karamail.intake.internal.Mails.toBob;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Finding;
import org.karamail.hook.Verdict;
import org.karamail.hook.message.BodyHook;
import org.karamail.hook.message.HeadersHook;
import org.karamail.hook.message.MessageCompleteHook;
import org.karamail.intake.Acceptance;
import org.karamail.message.HeaderField;
import org.karamail.model.BodyType;
import org.karamail.model.Priority;
import org.karamail.model.RecipientState;
import org.karamail.model.ReversePath;

/** What hooks may change of a message, and what becomes of the change. */
class MessageEditsTest {

  private final HookedIntake intake = new HookedIntake();

  @AfterEach
  void end() {
    intake.close();
  }

  @Test
  void editsReachTheNextHookAndTheQueueAndTheBodyIsNotWrittenAgain() {
    List<String> seen = new CopyOnWriteArrayList<>();
    intake.hook((HeadersHook) (mail, call) ->
            Verdict.proceed()
                .with(Edits.addField("X-One", "1"))
                .with(Edits.of(new Edit.ReplaceFields(HeaderField.of("Subject", "edited"))))
                .with(new Finding.Virus("none")));
    intake.hook((HeadersHook) (mail, call) -> {
          seen.add(subject(mail));
          return Verdict.proceed().with(Edits.of(new Edit.SetPriority(Priority.BULK)));
        });
    intake.hook((MessageCompleteHook) (mail, call) -> {
          seen.add(subject(mail) + " " + mail.findings().size() + " " + mail.envelope().priority());
          return Verdict.proceed().with(Edits.removeFields("From"));
        });

    intake.sent(toBob());
    assertThat(seen).containsExactly("edited", "edited 1 bulk");
    assertThat(intake.drafts.drafts).hasSize(1);
    assertThat(text(intake.submission())).startsWith("Received: ").endsWith("Subject: edited\r\nX-One: 1\r\n\r\n");
    assertThat(intake.submission().envelope().priority()).isEqualTo(Priority.BULK);
  }

  @Test
  void aReplacedBodyGoesIntoADraftOfItsOwn() {
    intake.hook((BodyHook) (mail, call) -> Verdict.proceed().with(Edits.of(new Edit.ReplaceBody(body("Other\r\n")))));
    Acceptance accepted = intake.sent(toBob());
    assertThat(intake.drafts.drafts).hasSize(2);
    assertThat(intake.drafts.drafts.get(0).aborted).isTrue();
    assertThat(intake.drafts.last().body.toString(ISO_8859_1)).isEqualTo("Other\r\n");
    assertThat(accepted.reply().toString()).contains("queued as " + intake.drafts.last().id());
    assertThat(text(intake.submission())).contains(" id " + intake.drafts.last().id());
  }

  @Test
  void aReplacedBodyBeyondAsciiIsKnownForOne() {
    intake.hook((BodyHook) (mail, call) -> Verdict.proceed().with(Edits.of(new Edit.ReplaceBody(body("Gr\u00fc\u00dfe\r\n")))));
    intake.sent(toBob());
    assertThat(intake.submission().envelope().body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
  }

  @Test
  void theEnvelopeMayBeEditedButNobodyIsMadeARelay() {
    intake.hook((MessageCompleteHook) (mail, call) ->
            Verdict.proceed()
                .with(
                    Edits.of(
                        new Edit.ReplaceSender(ReversePath.NULL),
                        new Edit.RemoveRecipient(BOB),
                        new Edit.AddRecipient(CAROL),
                        new Edit.AddRecipient(ELSEWHERE))));
    intake.sent(toBob());
    assertThat(intake.submission().envelope().sender().isNull()).isTrue();
    assertThat(intake.submission().recipients()).extracting(one -> one.recipient().address()).containsExactly(CAROL);
  }

  @Test
  void aMessageWithoutRecipientsIsDiscarded() {
    intake.hook((HeadersHook) (mail, call) -> Verdict.proceed().with(Edits.of(new Edit.RemoveRecipient(BOB))));
    assertThat(intake.sent(toBob()).reply().code()).isEqualTo(250);
    assertThat(intake.only().state()).isEqualTo(RecipientState.CANCELLED);
  }
}
