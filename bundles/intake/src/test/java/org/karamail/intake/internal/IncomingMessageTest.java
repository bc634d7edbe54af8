package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.CAROL;
import static org.karamail.intake.internal.Mails.ELSEWHERE;
import static org.karamail.intake.internal.Mails.answer;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.toBob;
import static org.karamail.intake.internal.Mails.write;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.engine.NoteBook;
import org.karamail.intake.Acceptance;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.Provenance;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Notify;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.ReportWish;
import org.karamail.queue.store.Submission;

class IncomingMessageTest {

  private static final String TRACE =
      """
      Received: from client.example ([192.0.2.7])
      \tby mail.here.example with ESMTP id %s
      \tfor <bob@here.example>;
      \tSun, 1 Mar 2026 12:00:00 +0000
      """
          .replace("\n", "\r\n");
  private final DraftsInMemory drafts = new DraftsInMemory();

  @Test
  void anAcceptedMessageIsCommittedWithItsTraceOnTopAndAnsweredWithItsId() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    write(transaction, "Subject: x\r\n\r\nbody\r\n");

    Acceptance acceptance = answer(transaction);

    assertThat(acceptance)
        .isEqualTo(
            new Acceptance.Accepted(
                transaction.id(), Reply.of(250, "2.0.0", "Ok: queued as " + transaction.id())));
    Submission submission = drafts.last().submission.orElseThrow();
    assertThat(header(submission)).isEqualTo(TRACE.formatted(transaction.id()) + "Subject: x\r\n\r\n");
    assertThat(drafts.last().body).hasToString("body\r\n");
    assertThat(submission.envelope()).isEqualTo(fromStranger());
    assertThat(submission.acceptedAt()).isEqualTo(Mails.NOW);
    assertThat(transaction.size()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gr\u00fcn\r\n", "0123456789abcd\u00fc", "\u00fc", "0123456\u00fc89abcdef"})
  void aBodyBeyondAsciiIsKnownForOneWhateverTheClientDeclared(String body) {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    write(transaction, "Subject: x\r\n\r\n");
    write(transaction, body);

    answer(transaction);

    assertThat(drafts.last().submission.orElseThrow().envelope())
        .isEqualTo(fromStranger().withBody(BodyType.EIGHT_BIT_MIME));
  }

  @Test
  void whatTheClientAskedOfReportsGoesWithEachRecipient() {
    ReportWish wish = new ReportWish(Set.of(Notify.SUCCESS), Optional.of("rfc822;Carol@old.example"));
    Provenance asking =
        new Provenance(
            Optional.empty(), NoteBook.NONE, Optional::empty, List.of(), Map.of(CAROL, wish), Optional.empty(), Duration.ofMinutes(1));
    IntakeTransaction transaction =
        ((Opening.Opened) drafts.intake(Limits.STANDARD).begin(fromStranger(), List.of(BOB, CAROL), 0, asking)).transaction();
    write(transaction, "Subject: x\r\n\r\n");

    answer(transaction);

    assertThat(drafts.last().submission.orElseThrow().recipients())
        .extracting(one -> one.recipient().reports())
        .containsExactly(ReportWish.NONE, wish);
  }

  @Test
  void theAnswerWaitsForTheDisk() {
    drafts.commitsAreSlow = true;
    CompletableFuture<Acceptance> answer =
        drafts.begin(fromStranger(), toBob(), Limits.STANDARD).finish().toCompletableFuture();
    assertThat(answer).isNotDone();

    drafts.last().committed.complete(null);

    assertThat(answer.join()).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void everyRecipientIsRoutedInTheClientsOrder() {
    Envelope trusted = Mails.from("mx", Optional.empty(), true);
    IntakeTransaction transaction = drafts.begin(trusted, List.of(ELSEWHERE, BOB, CAROL), Limits.STANDARD);

    answer(transaction);

    Submission submission = drafts.last().submission.orElseThrow();
    assertThat(submission.recipients()).extracting(r -> r.recipient().address()).containsExactly(ELSEWHERE, BOB, CAROL);
    assertThat(submission.recipients())
        .extracting(r -> r.recipient().route().toString())
        .containsExactly("smtp:elsewhere.example", "maildir:here.example", "maildir:here.example");
    assertThat(submission.recipients()).allSatisfy(r -> assertThat(r.state()).isEqualTo(RecipientState.QUEUED));
    assertThat(submission.recipients()).allSatisfy(r -> assertThat(r.due()).isEqualTo(Mails.NOW));
    assertThat(header(submission)).doesNotContain("for <");
  }

  @Test
  void aRecipientThatHasLostItsRouteSinceRcptMakesTheClientTryAgain() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), List.of(BOB, ELSEWHERE), Limits.STANDARD);

    assertThat(answer(transaction).reply().toString()).startsWith("451 4.3.5");
    assertThat(drafts.last().aborted).isTrue();
  }

  @Test
  void anAbortedTransactionLeavesNothing() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    write(transaction, "Subject: x\r\n\r\nbody\r\n");

    transaction.abort();

    assertThat(drafts.last().aborted).isTrue();
    assertThat(drafts.last().submission).isEmpty();
  }

  @Test
  void abortAfterFinishDoesNothing() {
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    answer(transaction);

    transaction.abort();

    assertThat(drafts.last().aborted).isFalse();
    assertThatIllegalStateException().isThrownBy(transaction::finish);
  }

  @Test
  void aPieceIsTakenOnlyWhenTheStoreHasTakenIt() {
    drafts.writesAreSlow = true;
    IntakeTransaction transaction = drafts.begin(fromStranger(), toBob(), Limits.STANDARD);
    assertThat(transaction.write(piece("no hea")).toCompletableFuture()).isCompleted();

    CompletableFuture<Void> taken = transaction.write(piece("der\r\nbody\r\n")).toCompletableFuture();

    assertThat(taken).isNotDone();
    assertThat(drafts.last().body).hasToString("no hea");
    drafts.last().slowWrites.get(0).complete(null);
    assertThat(taken).isNotDone();
    assertThat(drafts.last().body).hasToString("no header\r\nbody\r\n");
    drafts.last().slowWrites.get(1).complete(null);
    assertThat(taken).isCompleted();
  }

  private static String header(Submission submission) {
    return new String(submission.headers().toBytes(), ISO_8859_1);
  }
}
