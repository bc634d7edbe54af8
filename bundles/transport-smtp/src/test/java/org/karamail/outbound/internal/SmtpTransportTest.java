package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome.Kind;
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

  private static Kind kind(List<RecipientOutcome> outcomes) {
    return outcomes.get(0).outcome().kind();
  }

  private static String summary(List<RecipientOutcome> outcomes) {
    return outcomes.get(0).outcome().summary();
  }
}
