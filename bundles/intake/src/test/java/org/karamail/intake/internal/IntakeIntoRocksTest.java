package org.karamail.intake.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.fromStranger;
import static org.karamail.intake.internal.Mails.mailbox;
import static org.karamail.intake.internal.Mails.toBob;
import static org.karamail.testkit.store.Workbench.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.intake.Acceptance;
import org.karamail.intake.Intake;
import org.karamail.intake.IntakeTransaction;
import org.karamail.intake.Opening;
import org.karamail.intake.Preparation;
import org.karamail.message.Message;
import org.karamail.message.report.Action;
import org.karamail.message.report.DeliveryReport;
import org.karamail.message.report.Diagnostic;
import org.karamail.message.report.ReportedRecipient;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.ReversePath;
import org.karamail.model.Route;
import org.karamail.model.StatusCode;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.rocksdb.internal.RocksStore;
import org.karamail.testkit.store.OpenStore;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.SettablePolicy;
import org.karamail.testkit.store.Workbench;

/** Intake and the real store together. The JVM of these tests has a heap of 64 MB (pom.xml). */
class IntakeIntoRocksTest {

  private static final Path NATIVE = Path.of("target", "native").toAbsolutePath();
  private static final int PIECE = 64 * 1024;
  private static final String HEADER = "Subject: x\r\n\r\n";

  @TempDir Path home;

  private Workbench bench;

  @BeforeEach
  void open() {
    bench = new Workbench(IntakeIntoRocksTest::open, home);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_096, 131_072, 131_073, 1_000_000})
  void whatIsAcceptedIsThereAfterARestartToTheOctet(int size) throws IOException {
    byte[] body = SampleMail.octets(size, size);
    IntakeTransaction transaction = begin();
    write(transaction, HEADER.getBytes(ISO_8859_1));
    write(transaction, body);

    assertThat(await(transaction.finish())).isInstanceOf(Acceptance.Accepted.class);
    bench.reopenAfterKill();

    Lease lease = bench.claimOne();
    assertThat(lease.id()).isEqualTo(transaction.id());
    assertThat(lease.recipients()).extracting(r -> r.recipient().address()).containsExactly(BOB);
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    bench.store().content(lease.id()).writeTo(stored);
    byte[] withoutTrace = withoutTrace(stored.toByteArray(), lease.id());
    assertThat(new String(withoutTrace, 0, HEADER.length(), ISO_8859_1)).isEqualTo(HEADER);
    assertThat(withoutTrace).hasSize(HEADER.length() + size).endsWith(body);
  }

  @Test
  void aBodyNearlyAsBigAsTheHeapPassesThroughIt() throws Exception {
    int megabytes = 50;
    byte[] piece = SampleMail.octets(1024 * 1024, 7);
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    IntakeTransaction transaction = begin();
    write(transaction, HEADER.getBytes(ISO_8859_1));
    for (int i = 0; i < megabytes; i++) {
      write(transaction, piece);
      sent.update(piece);
    }

    assertThat(await(transaction.finish())).isInstanceOf(Acceptance.Accepted.class);

    Message message = bench.store().content(transaction.id());
    assertThat(message.body().size()).isEqualTo(megabytes * 1024L * 1024L);
    assertThat(digest(message)).isEqualTo(HexFormat.of().formatHex(sent.digest()));
  }

  @ParameterizedTest
  @ValueSource(ints = {4_096, 1_000_000})
  void whatIsAbortedLeavesNothingBehind(int size) throws IOException {
    IntakeTransaction transaction = begin();
    write(transaction, HEADER.getBytes(ISO_8859_1));
    write(transaction, SampleMail.octets(size, 1));
    assertThat(bodyFiles()).isEqualTo(size > SettablePolicy.INLINE_LIMIT ? 1 : 0);

    transaction.abort();
    bench.reopen();

    assertThat(bench.contents()).isEmpty();
    assertThat(bench.claim()).isEmpty();
    assertThat(bench.store().history(transaction.id())).isEmpty();
    assertThat(bodyFiles()).isZero();
  }

  @Test
  void aMessageThatIsRefusedAtItsEndLeavesNothingBehind() throws IOException {
    IntakeTransaction transaction = begin();
    write(transaction, ("Received: x\r\n".repeat(100) + "\r\n").getBytes(ISO_8859_1));
    write(transaction, SampleMail.octets(1_000_000, 1));
    assertThat(bodyFiles()).isEqualTo(1);

    assertThat(await(transaction.finish()).reply().toString()).startsWith("554 5.4.6");

    bench.reopen();
    assertThat(bench.contents()).isEmpty();
    assertThat(bodyFiles()).isZero();
  }

  @Test
  void aFullDiskIsSaidToTheClientAndMailIsTakenAgainWhenThereIsRoom() {
    bench.policy().set(SettablePolicy.withReserve(Long.MAX_VALUE / 2));
    Opening closed = intake().begin(fromStranger(), toBob(), 1_000);
    assertThat(((Opening.Closed) closed).reply().toString()).startsWith("452 4.3.1");

    bench.policy().set(SettablePolicy.withReserve(0));

    IntakeTransaction transaction = begin();
    write(transaction, HEADER.getBytes(ISO_8859_1));
    assertThat(await(transaction.finish())).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void manyTransactionsAtOnceAreAllThere() {
    Set<QueueId> accepted = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 1_000)
        .parallel()
        .forEach(
            number -> {
              IntakeTransaction transaction = begin();
              write(transaction, (HEADER + number + "\r\n").getBytes(ISO_8859_1));
              if (await(transaction.finish()) instanceof Acceptance.Accepted done) {
                accepted.add(done.id());
              }
            });

    assertThat(accepted).hasSize(1_000);
    bench.reopenAfterKill();
    assertThat(bench.contents()).extracting(message -> message.id()).containsExactlyInAnyOrderElementsOf(accepted);
  }

  @Test
  void aReportIsCommittedTogetherWithTheFailureItReports() throws IOException {
    IntakeTransaction transaction = begin();
    write(transaction, HEADER.getBytes(ISO_8859_1));
    await(transaction.finish());
    bench.update(bench.claimOne(), List.of(failed()));
    Lease owed = bench.claimOne();
    assertThat(owed.purpose()).isEqualTo(Lease.Purpose.REPORT);

    Envelope envelope =
        new Envelope(ReversePath.NULL, Origin.local("delivery"), Priority.NORMAL, BodyType.SEVEN_BIT);
    Preparation preparation = intake().prepare(envelope, List.of(mailbox("alice@here.example")), report(owed));
    await(
        bench
            .store()
            .update(
                owed,
                List.of(RecipientUpdate.reported(0, "reported")),
                List.of(((Preparation.Prepared) preparation).spawn())));
    bench.reopenAfterKill();

    assertThat(bench.state(transaction.id(), 0)).isEqualTo(RecipientState.FAILED);
    Lease bounce = bench.claimOne();
    assertThat(bounce.envelope().sender().isNull()).isTrue();
    assertThat(bounce.recipients().get(0).recipient().address()).isEqualTo(mailbox("alice@here.example"));
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    bench.store().content(bounce.id()).writeTo(stored);
    assertThat(stored.toString(ISO_8859_1))
        .startsWith("Received: by mail.here.example id " + bounce.id() + "\r\n")
        .contains("\r\nAuto-Submitted: auto-replied\r\n", "\r\nStatus: 5.1.1\r\n", "\r\nSubject: x\r\n");
  }

  private RecipientUpdate failed() {
    Attempt attempt =
        new Attempt(
            1,
            bench.now(),
            Duration.ofSeconds(1),
            new Route("maildir", "here.example"),
            "",
            new DeliveryOutcome.Refused(Reply.of(550, "5.1.1", "No such mailbox")));
    return RecipientUpdate.ended(0, Transition.FAIL, attempt, Optional.of(ReportKind.FAILED));
  }

  private Message report(Lease owed) {
    ReportedRecipient recipient =
        new ReportedRecipient(
            BOB,
            Optional.empty(),
            Action.FAILED,
            new StatusCode(5, 1, 1),
            Optional.of(Diagnostic.own("No such mailbox")),
            Optional.empty(),
            Optional.of(bench.now()),
            Optional.empty());
    return new DeliveryReport(
            "mail.here.example",
            mailbox("alice@here.example"),
            owed.id(),
            bench.now(),
            bench.now(),
            bench.clock().getZone(),
            List.of(recipient),
            ReportForm.NONE,
            bench.store().content(owed.id()))
        .compose();
  }

  private Intake intake() {
    return new StoringIntake(bench.store(), Mails.reception(Limits.STANDARD), Mails.NO_HOOKS);
  }

  private IntakeTransaction begin() {
    return ((Opening.Opened) intake().begin(fromStranger(), toBob(), 0)).transaction();
  }

  private static void write(IntakeTransaction transaction, byte[] octets) {
    for (int at = 0; at < octets.length; at += PIECE) {
      await(transaction.write(ByteBuffer.wrap(octets, at, Math.min(PIECE, octets.length - at))));
    }
  }

  private static byte[] withoutTrace(byte[] stored, QueueId id) {
    String text = new String(stored, ISO_8859_1);
    assertThat(text).startsWith("Received: from client.example ([192.0.2.7])\r\n").contains(" id " + id + "\r\n");
    int end = text.indexOf("+0000\r\n") + 7;
    return text.substring(end).getBytes(ISO_8859_1);
  }

  private static String digest(Message message) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = message.body().open();
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Bodies above the limit lie in files that bear the message's id. */
  private long bodyFiles() throws IOException {
    try (Stream<Path> files = Files.walk(bench.folder())) {
      return files.filter(file -> QueueId.parse(file.getFileName().toString()).isPresent()).count();
    }
  }

  private static OpenStore open(Path folder, Clock clock, QueuePolicy policy) {
    RocksStore store = RocksStore.open(folder, NATIVE, clock, policy);
    return OpenStore.of(store, store::close);
  }
}
