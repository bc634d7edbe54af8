package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.delivery.AttemptProgress;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.model.Fault;
import org.karamail.model.Route;
import org.karamail.routing.TlsPolicy;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;
import org.karamail.testkit.smtp.TakenMail;

/** What the table of outcomes cannot say. */
class SmtpTransportTest {

  private static final String ANN = "ann@peer.example";
  private static final String BOB = "bob@peer.example";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aMessageArrivesOctetForOctetWithItsEnvelope() throws Exception {
    String body = ".one\r\n..two\r\n.\r\n\tthree \0 \u00e9 \r\n\r\n";
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("SIZE 1000")) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes = bench.deliver(lease(BodyType.EIGHT_BIT_MIME, ANN, BOB), letter(body));

      assertThat(outcomes).extracting(one -> one.outcome().kind()).containsOnly(Kind.DELIVERED);
      assertThat(outcomes.get(0).peer()).matches("mx\\d+\\.example \\[127\\.0\\.0\\.1]:\\d+");
      TakenMail mail = peer.confirmed().get(0);
      assertThat(mail.text()).isEqualTo("Subject: hello\r\n\r\n" + body);
      assertThat(mail.greeting()).isEqualTo("EHLO client.example");
      assertThat(mail.mail())
          .isEqualTo("MAIL FROM:<ann@sender.example> SIZE=" + (18 + body.length()) + " BODY=8BITMIME");
      assertThat(mail.recipients()).containsExactly("RCPT TO:<" + ANN + ">", "RCPT TO:<" + BOB + ">");
    }
  }

  @Test
  void noBareCrOrLfLeavesWhateverWasStored() throws Exception {
    String smuggled = "one\n.\nMAIL FROM:<evil@client.example>\r.\r\r\n.\ntwo";
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      bench.to(peer.address());
      bench.deliver(lease(ANN), letter(smuggled));

      assertThat(peer.taken()).hasSize(1);
      assertThat(peer.taken().get(0).text())
          .isEqualTo("Subject: hello\r\n\r\none\r\n.\r\nMAIL FROM:<evil@client.example>\r\n.\r\n\r\n.\r\ntwo\r\n");
    }
  }

  @Test
  void aLargeMessagePassesWithoutEverBeingInMemoryWhole() throws Exception {
    long size = 64L * 1024 * 1024;
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes = bench.deliver(lease(ANN), Bench.largeLetter(size));

      assertThat(outcomes.get(0).outcome().kind()).isEqualTo(Kind.DELIVERED);
      assertThat(peer.confirmed().get(0).text()).hasSize((int) size + "Subject: large\r\n\r\n".length());
    }
  }

  @Test
  void aHostThatAPluginPassesOverIsNotConnectedToAndTheNextOneIs() throws Exception {
    try (ScriptedPeer shunned = ScriptedPeer.smtp(Script.polite()); ScriptedPeer next = ScriptedPeer.smtp(Script.polite())) {
      bench.to(shunned.address(), next.address());
      List<RecipientOutcome> outcomes =
          bench.deliver(lease(ANN), letter("hello\r\n"), passingOver(shunned.address().getPort()));

      assertThat(kind(outcomes)).isEqualTo(Kind.DELIVERED);
      assertThat(shunned.connections()).isZero();
      assertThat(next.confirmed()).hasSize(1);
    }
  }

  @Test
  void whereAPluginPassesEveryHostOverTheMailWaits() throws Exception {
    try (ScriptedPeer shunned = ScriptedPeer.smtp(Script.polite())) {
      bench.to(shunned.address());
      List<RecipientOutcome> outcomes =
          bench.deliver(lease(ANN), letter("hello\r\n"), passingOver(shunned.address().getPort()));

      assertThat(kind(outcomes)).isEqualTo(Kind.UNREACHABLE);
      assertThat(shunned.connections()).isZero();
    }
  }

  private static AttemptProgress passingOver(int shunned) {
    return new AttemptProgress() {
      @Override
      public void handingOver() {
        // these tests look at who is given the mail, not at when
      }

      @Override
      public void siteRefuses() {
        throw new AssertionError("no peer here refuses anybody");
      }

      @Override
      public boolean mayTry(String host, InetAddress address, int port) {
        return port != shunned;
      }
    };
  }

  @Test
  void aPeerThatTakesOneRecipientAtATimeGetsTheRestInOtherTransactions() throws Exception {
    Script oneAtATime =
        moment ->
            moment.stage() == PeerStage.RCPT && moment.occurrence() % 2 == 0
                ? Act.reply("452 4.5.3 Too many recipients")
                : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.smtp(oneAtATime)) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes = bench.deliver(lease(ANN, BOB), letter("hello\r\n"));

      assertThat(outcomes).extracting(one -> one.outcome().kind()).containsOnly(Kind.DELIVERED);
      assertThat(peer.confirmed()).extracting(mail -> mail.recipients().size()).containsExactly(1, 1);
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void tooManyRecipientsWhereNoneWasTakenDefers() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.RCPT, Act.reply("552 5.5.3 Too many")))) {
      bench.to(peer.address());
      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.DEFERRED);
    }
  }

  @Test
  void lmtpAnswersForEachRecipient() throws Exception {
    Script overQuota =
        moment ->
            moment.stage() == PeerStage.DOT && moment.line().contains("bob")
                ? Act.reply("452 4.2.2 Over quota")
                : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.lmtp(overQuota)) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes = bench.deliverByLmtp(lease(ANN, BOB), letter("hello\r\n"));

      assertThat(outcomes).extracting(one -> one.outcome().kind()).containsExactly(Kind.DELIVERED, Kind.DEFERRED);
      assertThat(peer.taken().get(0).greeting()).isEqualTo("LHLO client.example");
    }
  }

  @Test
  void aMissingAnswerOfLmtpIsUnknownForThatRecipientOnly() throws Exception {
    Script leaves =
        moment ->
            moment.stage() == PeerStage.DOT && moment.line().contains("bob") ? Act.of(Act.Kind.CLOSE) : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.lmtp(leaves)) {
      bench.to(peer.address());
      List<RecipientOutcome> outcomes = bench.deliverByLmtp(lease(ANN, BOB), letter("hello\r\n"));

      assertThat(outcomes).extracting(one -> one.outcome().kind()).containsExactly(Kind.DELIVERED, Kind.UNKNOWN);
    }
  }

  @Test
  void heloIsTriedAfterARefusedEhlo() throws Exception {
    Script old =
        moment ->
            moment.stage() == PeerStage.EHLO && moment.line().startsWith("EHLO")
                ? Act.reply("502 5.5.1 What?")
                : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.smtp(old)) {
      bench.to(peer.address());
      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.DELIVERED);
      assertThat(peer.confirmed().get(0).greeting()).isEqualTo("HELO client.example");
    }
  }

  @Test
  void whatAHostCannotTakeByItsOwnWordsIsRefusedWithoutBeingSent() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offeringOnly("SIZE 100")) {
      bench.to(peer.address());

      assertThat(summary(bench.deliver(lease(ANN), letter("x".repeat(200))))).startsWith("552 5.3.4");
      assertThat(summary(bench.deliver(lease(BodyType.EIGHT_BIT_MIME, ANN), letter("\u00e9")))).startsWith("554 5.6.3");
      assertThat(summary(bench.deliver(lease("j\u00f6rg@peer.example"), letter("hello")))).startsWith("553 5.6.7");
      assertThat(kind(bench.deliver(lease(BodyType.EIGHT_BIT_MIME, ANN), letter("seven bits\r\n"))))
          .isEqualTo(Kind.DELIVERED);
      assertThat(peer.taken()).hasSize(1);
    }
  }

  @Test
  void foreignTextIsMadeFitToBeShown() throws Exception {
    Act hostile = Act.reply("550-5.7.1 \u001b[31mred\u0007\u009b", "550 5.7.1 \u00e2\u0080\u00a8 second line");
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.DOT, hostile))) {
      bench.to(peer.address());
      String summary = summary(bench.deliver(lease(ANN), letter("hello\r\n")));

      assertThat(summary).startsWith("550 5.7.1 ?[31mred??").doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f\u2028]");
    }
  }

  @Test
  void mailGoesByTlsWhereItIsOffered() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("STARTTLS")) {
      bench.to(peer.address());
      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.DELIVERED);
      assertThat(peer.confirmed()).singleElement().matches(TakenMail::encrypted);
    }
  }

  @Test
  void whereTlsIsDemandedNothingGoesInClear() throws Exception {
    try (ScriptedPeer without = ScriptedPeer.smtp(Script.polite());
        ScriptedPeer broken =
            ScriptedPeer.smtp(Script.at(PeerStage.STARTTLS, Act.reply("454 4.7.0 No"))).offering("STARTTLS")) {
      bench.tls(TlsPolicy.REQUIRE);
      bench.to(without.address(), broken.address());
      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isIn(Kind.UNREACHABLE, Kind.DEFERRED);
      assertThat(without.taken()).isEmpty();
      assertThat(broken.taken()).isEmpty();
    }
  }

  @Test
  void aCertificateThatNobodyHasSignedIsNoIdentity() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("STARTTLS")) {
      bench.tls(TlsPolicy.VERIFY);
      bench.to(peer.address());
      DeliveryOutcome outcome = bench.deliver(lease(ANN), letter("hello\r\n")).get(0).outcome();

      assertThat(((DeliveryOutcome.Unreachable) outcome).fault().category()).isEqualTo(Fault.Category.TLS);
      assertThat(peer.taken()).isEmpty();
    }
  }

  @Test
  void textInClearBehindTheAnswerToStartTlsIsNeverReadAsEncrypted() throws Exception {
    Script injecting = Script.at(PeerStage.STARTTLS, Act.reply("220 Go ahead", "250 injected"));
    try (ScriptedPeer peer = ScriptedPeer.smtp(injecting).offering("STARTTLS")) {
      bench.tls(TlsPolicy.REQUIRE);
      bench.to(peer.address());
      DeliveryOutcome outcome = bench.deliver(lease(ANN), letter("hello\r\n")).get(0).outcome();

      assertThat(((DeliveryOutcome.Unreachable) outcome).fault().detail()).contains("text in clear");
      assertThat(peer.taken()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"})
  void aSmartHostIsGivenOurCredentials(String mechanism) throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("AUTH " + mechanism)) {
      bench.set(withMechanisms(List.of(mechanism)));
      bench.credentials(ScriptedPeer.USER, ScriptedPeer.SECRET);
      bench.to(peer.address());

      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.DELIVERED);
      assertThat(peer.confirmed().get(0).user()).contains(ScriptedPeer.USER);
    }
  }

  @Test
  void mailForASmartHostThatRefusesOurCredentialsWaits() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("AUTH PLAIN")) {
      bench.credentials(ScriptedPeer.USER, "wrong");
      bench.to(peer.address());

      assertThat(kind(bench.deliver(lease(ANN), letter("hello\r\n")))).isEqualTo(Kind.UNREACHABLE);
      assertThat(peer.taken()).isEmpty();
    }
  }

  @Test
  void theHostThatMayHaveTheMessageIsTriedLast() throws Exception {
    try (ScriptedPeer first = ScriptedPeer.smtp(Script.polite());
        ScriptedPeer second = ScriptedPeer.smtp(Script.polite())) {
      bench.to(first.address(), second.address());
      InetSocketAddress before = first.address();
      Attempt unknown =
          new Attempt(
              1,
              Instant.EPOCH,
              Duration.ofSeconds(1),
              new Route("smtp", "peer.example"),
              "mx" + before.getPort() + ".example [127.0.0.1]:" + before.getPort(),
              new DeliveryOutcome.Unknown(new Fault(Fault.Category.TIMEOUT, "after the final dot")));
      bench.deliver(
          lease("ann@sender.example", BodyType.SEVEN_BIT, Optional.of(unknown), ANN), letter("hello\r\n"));

      assertThat(first.connections()).isZero();
      assertThat(second.confirmed()).hasSize(1);
    }
  }

  @Test
  void anInterruptEndsAnAttemptAtOnceAndNothingIsSaidOfIt() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.RCPT, Act.of(Act.Kind.HANG)))) {
      bench.to(peer.address());
      AtomicBoolean stopped = new AtomicBoolean();
      Thread worker = worker(() -> bench.deliver(lease(ANN), letter("hello\r\n")), stopped);
      await().atMost(Bench.PATIENCE).until(() -> peer.commands().stream().anyMatch(line -> line.contains("RCPT")));
      worker.interrupt();
      worker.join(Bench.PATIENCE.toMillis());

      assertThat(stopped).isTrue();
      assertThat(bench.connections().statistics().total()).isZero();
    }
  }

  @Test
  void anInterruptAfterTheDotLeavesTheOutcomeUnknown() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.DOT, Act.of(Act.Kind.HANG)))) {
      bench.to(peer.address());
      CompletableFuture<Kind> outcome = new CompletableFuture<>();
      Thread worker =
          worker(() -> outcome.complete(kind(bench.deliver(lease(ANN), letter("hello\r\n")))), new AtomicBoolean());
      await().atMost(Bench.PATIENCE).until(() -> !peer.taken().isEmpty());
      worker.interrupt();

      assertThat(outcome).succeedsWithin(Bench.PATIENCE).isEqualTo(Kind.UNKNOWN);
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static Thread worker(Work work, AtomicBoolean stopped) {
    Thread worker =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException told) {
                stopped.set(true);
              }
            });
    worker.start();
    return worker;
  }

  private OutboundSettings withMechanisms(List<String> mechanisms) {
    OutboundSettings old = bench.settings();
    return new OutboundSettings(
        old.heloName(), old.source(), old.patience(), old.keeping(), old.tls(), old.tlsClient(), mechanisms);
  }

  private static Kind kind(List<RecipientOutcome> outcomes) {
    return outcomes.get(0).outcome().kind();
  }

  private static String summary(List<RecipientOutcome> outcomes) {
    return outcomes.get(0).outcome().summary();
  }
}
