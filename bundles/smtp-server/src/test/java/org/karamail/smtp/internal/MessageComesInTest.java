package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.karamail.model.BodyType;
import org.karamail.model.Mailbox;
import org.karamail.model.Notify;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;
import org.karamail.testkit.smtp.ScriptedClient;

class MessageComesInTest {

  private RunningListener server;

  @BeforeEach
  void start() {
    server = RunningListener.with();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMessageReachesIntakeOctetForOctetWithoutItsStuffedDots() {
    try (ScriptedClient client = server.inData()) {
      client.send("Subject: hi", "", "..one", ".. two", "three.", "...", "\u0000\u00ff", ".");
      assertThat(client.expect(250).last()).matches("250 2\\.0\\.0 Ok: queued as \\S+");
    }
    assertThat(server.intake.only().text())
        .isEqualTo("Subject: hi\r\n\r\n.one\r\n. two\r\nthree.\r\n..\r\n\u0000\u00ff\r\n");
  }

  @Test
  void theEnvelopeSaysHowItCameIn() {
    try (ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example> BODY=8BITMIME SIZE=100", 250);
      client.command("RCPT TO:<b@here.example>", 250);
      client.command("RCPT TO:<c@here.example>", 250);
      client.command("RCPT TO:<b@HERE.example>", 250);
      client.command("DATA", 354);
      client.send("x", ".").expect(250);
    }
    KeptIntake.Kept kept = server.intake.only();
    assertThat(kept.recipients()).extracting(Object::toString).containsExactly("b@here.example", "c@here.example");
    assertThat(kept.envelope().sender()).hasToString("a@client.example");
    assertThat(kept.envelope().body()).isEqualTo(BodyType.EIGHT_BIT_MIME);
    assertThat(kept.envelope().origin().protocol()).isEqualTo("ESMTP");
    assertThat(kept.envelope().origin().listener()).isEqualTo("mx");
    assertThat(kept.envelope().origin().helo()).isEqualTo("client.example");
    assertThat(kept.envelope().origin().remoteAddress()).contains("127.0.0.1");
    assertThat(kept.envelope().origin().trusted()).isFalse();
    assertThat(server.intake.announced).isEqualTo(100);
  }

  @Test
  void whatTheClientAsksOfReportsGoesWithTheMessage() {
    try (ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example> RET=hdrs ENVID=QQ+2B1", 250);
      client.command("RCPT TO:<b@here.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;B+2Bb@old.example", 250);
      client.command("RCPT TO:<B@here.example>", 250);
      client.command("RCPT TO:<c@here.example> NOTIFY=never", 250);
      client.command("RCPT TO:<d@here.example>", 250);
      client.command("DATA", 354);
      client.send("x", ".").expect(250);
    }
    assertThat(server.intake.only().envelope().reports())
        .isEqualTo(new ReportForm(Optional.of(ReportForm.Returned.HDRS), Optional.of("QQ+2B1")));
    assertThat(server.intake.provenance.reports())
        .containsOnly(
            entry(
                address("b@here.example"),
                new ReportWish(Set.of(Notify.SUCCESS, Notify.DELAY), Optional.of("rfc822;B+2Bb@old.example"))),
            entry(address("c@here.example"), new ReportWish(Set.of(Notify.NEVER), Optional.empty())));
  }

  private static Mailbox address(String text) {
    return Mailbox.parse(text).orElseThrow();
  }

  @Test
  void aWholeSessionInOnePacketIsAnsweredInOrder() {
    try (ScriptedClient client = server.connect()) {
      client.expect(220);
      client.send(
          "HELO client.example",
          "MAIL FROM:<>",
          "RCPT TO:<nobody@here.example>",
          "RCPT TO:<Postmaster>",
          "DATA",
          "one",
          ".",
          "MAIL FROM:<a@client.example>",
          "RCPT TO:<b@here.example>",
          "DATA",
          "two",
          ".",
          "QUIT");
      for (int code : new int[] {250, 250, 550, 250, 354, 250, 250, 250, 354, 250, 221}) {
        client.expect(code);
      }
      client.expectClose();
    }
    assertThat(server.intake.messages).extracting(KeptIntake.Kept::text).containsExactly("one\r\n", "two\r\n");
    assertThat(server.intake.messages.get(0).envelope().sender().isNull()).isTrue();
    assertThat(server.intake.messages.get(0).envelope().origin().protocol()).isEqualTo("SMTP");
    assertThat(server.intake.messages.get(0).recipients()).hasToString("[postmaster@here.example]");
  }

  @Test
  void whatIntakeRefusesIsRefusedToTheClientAndTheSessionGoesOn() {
    server.intake.refusal = Optional.of(Reply.of(554, "5.6.0", "No such header"));
    try (ScriptedClient client = server.inData()) {
      assertThat(client.send("x", ".").expect(554).last()).isEqualTo("554 5.6.0 No such header");
      client.command("DATA", 503);
      client.command("MAIL FROM:<a@client.example>", 250);
    }
  }

  @Test
  void aClosedIntakeIsToldAtDataAndTheTransactionCanBeTriedAgain() {
    server.intake.closed = Optional.of(Reply.of(452, "4.3.1", "Disk is nearly full"));
    try (ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RCPT TO:<b@here.example>", 250);
      assertThat(client.command("DATA", 452).last()).isEqualTo("452 4.3.1 Disk is nearly full");
      server.intake.closed = Optional.empty();
      client.command("DATA", 354);
      client.send("x", ".").expect(250);
    }
    assertThat(server.intake.messages).hasSize(1);
  }
}
