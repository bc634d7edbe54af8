package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.CAROL;
import static org.karamail.intake.internal.Mails.ELSEWHERE;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.piece;
import static org.karamail.intake.internal.Mails.reception;
import static org.karamail.intake.internal.Mails.toBob;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.engine.NoteBook;
import org.karamail.intake.Acceptance;
import org.karamail.intake.Intake;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.Provenance;
import org.karamail.model.BodyType;
import org.karamail.model.Envelope;
import org.karamail.model.Mailbox;
import org.karamail.model.Notify;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.ReportWish;
import org.karamail.queue.store.StoreClosedException;
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
  private static final Limits SMALL = new Limits(1000, 400, 200, 10, 3);
  private final StoreClosedException diskFull =
      new StoreClosedException(Reply.of(452, "4.3.1", "Insufficient system storage"), "disk is full");

  private final DraftsInMemory drafts = new DraftsInMemory();

  @Test
  void anAcceptedMessageIsCommittedWithItsTraceOnTopAndAnsweredWithItsId() {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
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
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
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
        ((Opening.Opened) intake(Limits.STANDARD).begin(fromStranger(), List.of(BOB, CAROL), 0, asking)).transaction();
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
        begin(fromStranger(), toBob(), Limits.STANDARD).finish().toCompletableFuture();
    assertThat(answer).isNotDone();

    drafts.last().committed.complete(null);

    assertThat(answer.join()).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void everyRecipientIsRoutedInTheClientsOrder() {
    Envelope trusted = Mails.from("mx", Optional.empty(), true);
    IntakeTransaction transaction = begin(trusted, List.of(ELSEWHERE, BOB, CAROL), Limits.STANDARD);

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
    IntakeTransaction transaction = begin(fromStranger(), List.of(BOB, ELSEWHERE), Limits.STANDARD);

    assertThat(answer(transaction).reply().toString()).startsWith("451 4.3.5");
    assertThat(drafts.last().aborted).isTrue();
  }

  /** Every way to end a header, cut at every place, in two pieces and octet by octet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: x\r\nFolded: a\r\n b\r\n\r\nbody\r\n\r\nmore\r\n|29",
        "Subject: x\r\n\r\n|14",
        "Subject: x\r\n|12",
        "Subject: x\r\nno field\r\n\r\nbody\r\n|12",
        "no header\r\nat all\r\n|0",
        "no colon, no empty line|23",
        " white space first\r\nSubject: x\r\n\r\n|0",
        "From alice Mon Jan  1 2026\r\nSubject: x\r\n\r\nbody\r\n|42",
        ">From alice\r\nSubject: x\r\n\r\n|27",
        "Fro\r\n|0",
        "\r\nbody\r\n|2",
        "\r\n|2",
        "|0",
        "A:\r\n\t\r\n\r\n\r\n|9",
        "Eight-bit: \u00e4\u0000\r\n\r\n\u00ff\u0000\r\n|17"
      })
  void theOctetsStayTheSameWhereverTheMessageIsCut(String sample) {
    String text = sample.substring(0, sample.lastIndexOf('|'));
    int header = Integer.parseInt(sample.substring(sample.lastIndexOf('|') + 1));
    for (int cut = 0; cut <= text.length(); cut++) {
      assertTakenAs(text, header, text.substring(0, cut), text.substring(cut));
    }
    assertTakenAs(text, header, text.split("(?s)(?<=.)", -1));
  }

  @Test
  void aHeaderOfSeveralSlicesIsFoundWhereverItIsCut() {
    String header = "X-Field: value\r\n".repeat(400) + "\r\n";
    String body = "body\r\n".repeat(500);
    for (int cut = 0; cut <= header.length() + 2100; cut += 7) {
      String text = header + body;
      assertTakenAs(text, header.length(), text.substring(0, cut), text.substring(cut));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: yyyyyyyyyyyyyyyyyyy\r\n|19|552 5.3.4",
        "a:\r\n|11|552 5.3.4",
        " folded\r\n|30|552 5.3.4",
        "Received: x\r\n|3|554 5.4.6",
        "RECEIVED: x\r\n y\r\n|5|554 5.4.6"
      })
  void aHeaderBeyondALimitIsRefusedAtTheEndOfTheMessage(String sample) {
    String[] parts = sample.split("\\|", -1);
    IntakeTransaction transaction = begin(fromStranger(), toBob(), SMALL);
    write(transaction, "X: start\r\n");
    for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
      write(transaction, parts[0]);
    }
    write(transaction, "\r\nbody\r\n");

    Acceptance acceptance = answer(transaction);

    assertThat(acceptance).isInstanceOf(Acceptance.Refused.class);
    assertThat(acceptance.reply().toString()).startsWith(parts[2]);
    assertThat(drafts.last().aborted).isTrue();
    assertThat(drafts.last().submission).isEmpty();
  }

  @Test
  void aHeaderJustWithinTheLimitsIsTaken() {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), SMALL);
    write(transaction, "a:\r\n".repeat(8) + "Received: x\r\n".repeat(2) + "\r\nbody\r\n");

    assertThat(answer(transaction)).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItIsKept() {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
    for (int i = 0; i < 2000; i++) {
      write(transaction, "x".repeat(1000));
    }

    assertThat(answer(transaction).reply().toString()).startsWith("552 5.3.4");
  }

  @Test
  void aMessageBeyondTheHardLimitIsRefusedAndTheRestSwallowed() {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), SMALL);
    write(transaction, "Subject: x\r\n\r\n");
    write(transaction, "y".repeat(2000));
    assertThat(drafts.last().aborted).as("what it held on disk is given back at once").isTrue();
    write(transaction, "z".repeat(2000));

    assertThat(answer(transaction).reply().toString()).startsWith("552 5.3.4");
    assertThat(drafts.last().body.size()).isZero();
  }

  @Test
  void anAbortedTransactionLeavesNothing() {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
    write(transaction, "Subject: x\r\n\r\nbody\r\n");

    transaction.abort();

    assertThat(drafts.last().aborted).isTrue();
    assertThat(drafts.last().submission).isEmpty();
  }

  @Test
  void abortAfterFinishDoesNothing() {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
    answer(transaction);

    transaction.abort();

    assertThat(drafts.last().aborted).isFalse();
    assertThatIllegalStateException().isThrownBy(transaction::finish);
  }

  @Test
  void aStoreThatTakesNothingClosesTheDoorWithItsOwnReply() {
    drafts.beginFails = Optional.of(diskFull);

    assertThat(intake(Limits.STANDARD).begin(fromStranger(), toBob(), 0))
        .isEqualTo(new Opening.Closed(diskFull.reply()));
  }

  @Test
  void aFaultNobodyForesawIsTemporaryAndSaysNothingOfItself() {
    IllegalStateException bug = new IllegalStateException("at org.karamail.Secret(/etc/passwd)");
    drafts.beginFails = Optional.of(bug);
    Opening opening = intake(Limits.STANDARD).begin(fromStranger(), toBob(), 0);
    assertThat(((Opening.Closed) opening).reply()).hasToString(Replies.TRY_LATER.toString());

    drafts.beginFails = Optional.empty();
    drafts.writeFails = Optional.of(bug);
    IntakeTransaction writing = begin(fromStranger(), toBob(), Limits.STANDARD);
    write(writing, "\r\nbody\r\n");
    assertThat(answer(writing).reply()).isEqualTo(Replies.TRY_LATER);

    drafts.writeFails = Optional.empty();
    drafts.commitFails = Optional.of(bug);
    assertThat(answer(begin(fromStranger(), toBob(), Limits.STANDARD)).reply()).isEqualTo(Replies.TRY_LATER);
  }

  @Test
  void aDiskThatFillsUpDuringTheBodyIsSaidAtItsEnd() {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
    write(transaction, "Subject: x\r\n\r\nbody\r\n");
    drafts.writeFails = Optional.of(diskFull);
    write(transaction, "more\r\n");
    drafts.writeFails = Optional.empty();
    write(transaction, "and more\r\n");

    assertThat(answer(transaction)).isEqualTo(new Acceptance.Refused(diskFull.reply()));
    assertThat(drafts.last().aborted).isTrue();
    assertThat(drafts.last().body).hasToString("body\r\n");
  }

  @Test
  void aCommitThatFailsIsRefusedWithTheStoresReply() {
    drafts.commitFails = Optional.of(diskFull);

    assertThat(answer(begin(fromStranger(), toBob(), Limits.STANDARD))).isEqualTo(new Acceptance.Refused(diskFull.reply()));
  }

  @Test
  void aPieceIsTakenOnlyWhenTheStoreHasTakenIt() {
    drafts.writesAreSlow = true;
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
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

  private void assertTakenAs(String text, int header, String... pieces) {
    IntakeTransaction transaction = begin(fromStranger(), toBob(), Limits.STANDARD);
    for (String piece : pieces) {
      write(transaction, piece);
    }
    assertThat(answer(transaction)).isInstanceOf(Acceptance.Accepted.class);
    String kept = header(drafts.last().submission.orElseThrow());
    String trace = TRACE.formatted(transaction.id());
    assertThat(kept).as("header of %s in %s", text, List.of(pieces)).isEqualTo(trace + text.substring(0, header));
    assertThat(drafts.last().body.toString(ISO_8859_1)).isEqualTo(text.substring(header));
  }

  private static String header(Submission submission) {
    return new String(submission.headers().toBytes(), ISO_8859_1);
  }

  /** Buffers are used again by their owner, as the listener does. */
  private static void write(IntakeTransaction transaction, String text) {
    byte[] octets = text.getBytes(ISO_8859_1);
    CompletionStage<Void> taken = transaction.write(ByteBuffer.wrap(octets));
    assertThat(taken.toCompletableFuture()).isCompleted();
    Arrays.fill(octets, (byte) '#');
  }

  private static Acceptance answer(IntakeTransaction transaction) {
    return transaction.finish().toCompletableFuture().join();
  }

  private IntakeTransaction begin(Envelope envelope, List<Mailbox> recipients, Limits limits) {
    return ((Opening.Opened) intake(limits).begin(envelope, recipients, 0)).transaction();
  }

  private Intake intake(Limits limits) {
    return new StoringIntake(drafts.store(), reception(limits), Mails.NO_HOOKS);
  }
}
