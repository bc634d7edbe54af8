package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.karamail.testkit.smtp.ScriptedClient;

class MessageLimitsTest {

  private static final String LINE = "x".repeat(62) + "\r\n";

  @Test
  void aMessageThatTurnsOutTooBigIsReadToItsEndAndNothingOfItIsACommand() {
    try (RunningListener server = RunningListener.with("maxMessageSize", "64KB");
        ScriptedClient client = server.inData()) {
      client.sendRaw(LINE.repeat(5000) + "NOOP\r\n.\r\nNOOP\r\n");
      assertThat(client.reply().last()).isEqualTo("552 5.3.4 Message is larger than this server takes");
      assertThat(client.reply().last()).isEqualTo("250 2.0.0 Ok");
      assertThat(server.intake.messages).isEmpty();
      assertThat(server.intake.aborted).hasValue(1);
    }
  }

  @Test
  void aMessageOfExactlyTheLimitIsTaken() {
    try (RunningListener server = RunningListener.with("maxMessageSize", "64KB");
        ScriptedClient client = server.inData()) {
      client.sendRaw(LINE.repeat(1024) + ".\r\n").expect(250);
      assertThat(server.intake.only().text()).hasSize(65_536);
    }
  }

  @Test
  void oneOctetMoreIsNot() {
    try (RunningListener server = RunningListener.with("maxMessageSize", "64KB");
        ScriptedClient client = server.inData()) {
      client.sendRaw("y" + LINE.repeat(1024) + ".\r\n").expect(552);
    }
  }

  @Test
  void stuffedDotsDoNotCountForTheSize() {
    try (RunningListener server = RunningListener.with("maxMessageSize", "1KB");
        ScriptedClient client = server.inData()) {
      client.sendRaw("..\r\n".repeat(341) + "\r\n.\r\n").expect(552);
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RCPT TO:<b@here.example>", 250);
      client.command("DATA", 354);
      client.sendRaw("..\r\n".repeat(341) + ".\r\n").expect(250);
    }
  }

  @Test
  void recipientsBeyondTheLimitArePutOffAndTheOthersGetTheMessage() {
    try (RunningListener server = RunningListener.with("maxRecipients", "3");
        ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example>", 250);
      for (int i = 0; i < 3; i++) {
        client.command("RCPT TO:<b" + i + "@here.example>", 250);
      }
      assertThat(client.command("RCPT TO:<b3@here.example>", 452).last()).startsWith("452 4.5.3 ");
      client.command("RCPT TO:<b1@here.example>", 250);
      client.command("DATA", 354);
      client.send("x", ".").expect(250);
      assertThat(server.intake.only().recipients()).hasSize(3);
    }
  }

  @Test
  void aClientThatGoesOnAndOnWithRecipientsIsSentAway() {
    try (RunningListener server = RunningListener.with("maxRecipients", "2");
        ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example>", 250);
      for (int i = 0; i < 5; i++) {
        client.send("RCPT TO:<b" + i + "@here.example>");
      }
      for (int code : new int[] {250, 250, 452, 452, 421}) {
        client.expect(code);
      }
      client.expectClose();
    }
  }
}
