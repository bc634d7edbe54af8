package org.karamail.maildir.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.maildir.internal.Letters.ALICE;
import static org.karamail.maildir.internal.Letters.BOB;
import static org.karamail.maildir.internal.Letters.HERE;
import static org.karamail.maildir.internal.Letters.ID;
import static org.karamail.maildir.internal.Letters.lease;
import static org.karamail.maildir.internal.Letters.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.message.Message;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;

class MaildirTransportTest {

  @TempDir Path data;

  private MaildirTransport transport() {
    return new MaildirTransport(data, Clock.systemUTC());
  }

  private RecipientOutcome deliver(Lease lease, Message message) {
    List<RecipientOutcome> outcomes = transport().deliver(lease, message);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private Path mailbox(String localPart) {
    return data.resolve("maildir/example.org").resolve(localPart);
  }

  @Test
  void putsAMessageIntoNewWithTraceFieldsOnTopAndLfLineEnds() throws IOException {
    RecipientOutcome outcome = deliver(lease(ALICE), letter("one", ".two"));

    assertThat(outcome.outcome().kind()).isEqualTo(DeliveryOutcome.Kind.DELIVERED);
    assertThat(outcome.peer()).isEqualTo("maildir/example.org/alice/new/" + UniqueName.of(ID, 0));
    assertThat(data.resolve(outcome.peer()))
        .hasContent(
            "Return-Path: <sender@example.net>\nDelivered-To: alice@example.org\nSubject: hello\n\none\n.two\n");
    assertThat(mailbox("alice/tmp")).isEmptyDirectory();
  }

  @Test
  void writesAnEmptyReturnPathForTheNullSender() throws IOException {
    RecipientOutcome outcome = deliver(lease(ID, "", ALICE), letter("a report"));

    assertThat(data.resolve(outcome.peer())).content().startsWith("Return-Path: <>\n");
  }

  @Test
  void givesEachRecipientAFileOfHisOwn() {
    List<RecipientOutcome> outcomes = transport().deliver(lease(ALICE, BOB), letter("hello"));

    assertThat(outcomes).extracting(RecipientOutcome::index).containsExactly(0, 1);
    assertThat(outcomes).extracting(RecipientOutcome::peer).allMatch(peer -> Files.exists(data.resolve(peer)));
    assertThat(data.resolve(outcomes.get(1).peer())).content().contains("Delivered-To: bob@example.org\n");
  }

  @Test
  void letsNobodyButTheOwnerRead() throws IOException {
    Path file = data.resolve(deliver(lease(ALICE), letter("secret")).peer());

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    for (Path folder = file.getParent(); !folder.equals(data); folder = folder.getParent()) {
      assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  // ---- no second copy ----

  @Test
  void makesNoSecondCopyWhenTheFirstLiesInNew() throws IOException {
    RecipientOutcome first = deliver(lease(ALICE), letter("hello"));

    RecipientOutcome second = deliver(lease(ALICE), letter("hello"));

    assertThat(second.outcome().kind()).isEqualTo(DeliveryOutcome.Kind.DELIVERED);
    assertThat(second.peer()).isEqualTo(first.peer());
    assertThat(Letters.filesIn(mailbox("alice/new"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":2,", ":2,S", ":2,FRS", ",S=123,W=130:2,S"})
  void makesNoSecondCopyWhenAReaderHasMovedTheFirstToCur(String flags) throws IOException {
    Path first = data.resolve(deliver(lease(ALICE), letter("hello")).peer());
    Path read = Files.move(first, mailbox("alice/cur").resolve(first.getFileName() + flags));

    RecipientOutcome second = deliver(lease(ALICE), letter("hello"));

    assertThat(second.outcome().kind()).isEqualTo(DeliveryOutcome.Kind.DELIVERED);
    assertThat(data.resolve(second.peer())).isEqualTo(read);
    assertThat(mailbox("alice/new")).isEmptyDirectory();
  }

  @Test
  void looksIntoCurAlthoughItsTimeIsOldWhenTheClockWasSetBack() throws IOException {
    QueueId fromTheFuture = QueueId.firstAt(Instant.now().plus(Duration.ofDays(1)));
    Path first = data.resolve(deliver(lease(fromTheFuture, "", ALICE), letter("hello")).peer());
    Files.move(first, mailbox("alice/cur").resolve(first.getFileName() + ":2,S"));

    deliver(lease(fromTheFuture, "", ALICE), letter("hello"));

    assertThat(mailbox("alice/new")).isEmptyDirectory();
  }

  @Test
  void doesNotReadThroughCurForAMessageThatIsNewerThanAnythingInIt() throws IOException {
    transport().deliver(lease(ALICE), letter("makes the folder"));
    QueueId newer = QueueId.firstAt(Instant.now());
    Path decoy = mailbox("alice/cur").resolve(UniqueName.of(newer, 0) + ":2,S");
    Files.createFile(decoy);
    Files.setLastModifiedTime(mailbox("alice/cur"), FileTime.from(newer.time().minusSeconds(3)));

    RecipientOutcome outcome = deliver(lease(newer, "", ALICE), letter("hello"));

    assertThat(outcome.peer()).contains("/new/");
  }

  @Test
  void tellsRecipientsAndMessagesApartWhenItLooksForCopies() {
    Mailbox[] everyone = Stream.generate(() -> ALICE).limit(12).toArray(Mailbox[]::new);

    List<RecipientOutcome> outcomes = transport().deliver(lease(everyone), letter("hello"));

    assertThat(outcomes).extracting(RecipientOutcome::peer).doesNotHaveDuplicates().hasSize(12);
    assertThat(deliver(lease(new QueueId(ID.ticks() + 1, ID.node()), "", ALICE), letter("other")).peer())
        .isNotIn(outcomes.stream().map(RecipientOutcome::peer).toList());
  }

  @Test
  void writesOverWhatAProcessThatDiedLeftInTmp() throws IOException {
    deliver(lease(BOB), letter("makes the parents"));
    Files.createDirectories(mailbox("alice/tmp"));
    Files.writeString(mailbox("alice/tmp").resolve(UniqueName.of(ID, 0).text()), "torn".repeat(10_000));

    RecipientOutcome outcome = deliver(lease(ALICE), letter("whole"));

    assertThat(data.resolve(outcome.peer())).content().endsWith("whole\n").doesNotContain("torn");
    assertThat(mailbox("alice/tmp")).isEmptyDirectory();
  }

  // ---- hostile names ----

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x", "a/b", "..", ".", "../../../etc/cron.d/x", "/etc/passwd", "x/../../y", "~root", "a\\b", "%2e%2e",
        "-rf", "new", "tmp", "jörg", "日本語", "a b", "\"", "$(id)", "x:y", "*",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void keepsEveryLocalPartInsideItsDomain(String localPart) throws IOException {
    RecipientOutcome outcome = deliver(lease(new Mailbox(localPart, HERE)), letter("hello"));

    assertThat(outcome.outcome().kind()).isEqualTo(DeliveryOutcome.Kind.DELIVERED);
    Path file = data.resolve(outcome.peer()).normalize();
    assertThat(file).exists().startsWith(mailbox("")).hasParentRaw(file.getParent());
    assertThat(mailbox("").relativize(file).getNameCount()).isEqualTo(3);
    assertThat(Letters.filesIn(data)).containsExactly(data.resolve("maildir"));
  }

  @Test
  void doesNotMixUpLocalPartsThatDifferInMoreThanCase() {
    Stream<String> localParts = Stream.of("a/b", "a%2fb", "ab", "a.b", "a+b");

    assertThat(
            localParts
                .map(localPart -> deliver(lease(new Mailbox(localPart, HERE)), letter("hello")).peer())
                .map(peer -> Path.of(peer).getParent().getParent()))
        .doesNotHaveDuplicates();
    assertThat(MailboxFolder.of(data, new Mailbox("Alice", HERE))).isEqualTo(MailboxFolder.of(data, ALICE));
  }

  // ---- loops ----

  @Test
  void refusesAMessageThatHasBeenInThisMailboxBefore() {
    HeaderBlock travelled =
        letter().headers().withOnTop(HeaderField.of("DELIVERED-TO", "Alice@Example.org"));

    RecipientOutcome outcome = deliver(lease(ALICE), letter(travelled, "again"));

    assertThat(outcome.outcome().summary()).startsWith("554 5.4.6");
    assertThat(deliver(lease(BOB), letter(travelled, "again")).outcome().kind())
        .isEqualTo(DeliveryOutcome.Kind.DELIVERED);
  }

  // ---- trouble ----

  @Test
  void defersWithALocalFaultWhenSomethingElseStandsInTheWay() throws IOException {
    Files.writeString(data.resolve("maildir"), "a file where the folder should be");

    RecipientOutcome outcome = deliver(lease(ALICE), letter("hello"));

    assertThat(outcome.outcome()).isInstanceOf(DeliveryOutcome.Unreachable.class);
    assertThat(((DeliveryOutcome.Unreachable) outcome.outcome()).fault().category()).isEqualTo(Fault.Category.LOCAL);
  }

  @Test
  void makesAMailboxAgainThatAnOperatorHasRemoved() throws IOException {
    MaildirTransport transport = transport();
    transport.deliver(lease(ALICE), letter("hello"));
    try (Stream<Path> all = Files.walk(mailbox("alice"))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }

    RecipientOutcome outcome = transport.deliver(lease(ALICE), letter("hello")).get(0);

    assertThat(data.resolve(outcome.peer())).exists();
  }

  @Test
  void hasNoOutcomeForWhatAnInterruptLeavesUndoneAndLeavesNoFile() throws IOException {
    Message interrupting =
        new Message(letter().headers(), Letters.endless(1_000_000, () -> Thread.currentThread().interrupt()));

    List<RecipientOutcome> outcomes = transport().deliver(lease(ALICE, BOB), interrupting);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).isEmpty();
    assertThat(mailbox("alice/tmp")).isEmptyDirectory();
    assertThat(mailbox("alice/new")).isEmptyDirectory();
  }

  @Test
  void keepsTheOutcomesItHasWhenAnInterruptComesLater() {
    int[] pieces = {0};
    Message interrupting =
        new Message(
            letter().headers(),
            Letters.endless(
                10,
                () -> {
                  if (++pieces[0] > 2) {
                    Thread.currentThread().interrupt();
                  }
                }));

    List<RecipientOutcome> outcomes = transport().deliver(lease(ALICE, BOB), interrupting);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).extracting(RecipientOutcome::index).containsExactly(0);
    assertThat(data.resolve(outcomes.get(0).peer())).exists();
  }

  @Test
  void leavesNothingBehindWhenTheMessageCannotBeRead() throws IOException {
    Message torn =
        new Message(
            letter().headers(),
            Letters.endless(
                10,
                () -> {
                  throw new IOException("bad sector");
                }));

    RecipientOutcome outcome = deliver(lease(ALICE), torn);

    assertThat(outcome.outcome().summary()).contains("LOCAL").contains("bad sector");
    assertThat(mailbox("alice/tmp")).isEmptyDirectory();
    assertThat(mailbox("alice/new")).isEmptyDirectory();
  }

  @Test
  void removesFilesInTmpThatAreOlderThan36HoursAndNoYoungerOnes() throws IOException {
    deliver(lease(ALICE), letter("makes the folder"));
    Path old = Files.createFile(mailbox("alice/tmp/old"));
    Path young = Files.createFile(mailbox("alice/tmp/young"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(37))));
    Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofHours(35))));

    deliver(lease(ALICE), letter("by a new process"));

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }
}
