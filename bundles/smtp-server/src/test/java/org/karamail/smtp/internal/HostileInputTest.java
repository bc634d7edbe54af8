package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;
import org.karamail.testkit.smtp.ScriptedClient;

class HostileInputTest {

  private static final String[] WORDS = {
    "EHLO x", "HELO", "MAIL FROM:", "<a@b.example>", "RCPT TO:", "<b@here.example>", "DATA", "RSET", "NOOP", "VRFY", "\r\n",
    "\r\n", "\r\n", "\r", "\n", ".", "\r\n.\r\n", "\0", "\u00ff", " ", "<", ">", "\"", "\\", "@", ":", "SIZE=", "BODY=",
    "9999999999", "x".repeat(600)
  };

  /** Everything that was opened has ended, every session is gone, and the next client is served. */
  @Test
  void whateverClientsSendNothingIsLeftBehind() {
    Random random = new Random(5321);
    try (RunningListener server = RunningListener.with("commandTimeout", "1s", "dataTimeout", "1s")) {
      for (int round = 0; round < 300; round++) {
        try (ScriptedClient client = server.connect()) {
          for (int packet = random.nextInt(4); packet >= 0; packet--) {
            client.sendRaw(packet(random));
          }
        } catch (UncheckedIOException sentAway) {
          assertThat(sentAway).hasMessageContaining("connection lost");
        }
      }
      await().until(() -> server.listener.conversations() == 0);
      assertThat(server.intake.opened.get()).isPositive();
      assertThat(server.intake.finishing.get() + server.intake.aborted.get()).isEqualTo(server.intake.opened.get());
      try (ScriptedClient client = server.inData()) {
        client.send("x", ".").expect(250);
      }
    }
  }

  @Test
  void aFaultOfOursIsAnsweredAndTheSessionGoesOn() {
    Routing broken =
        new Routing() {
          @Override
          public Resolution resolve(Mailbox recipient, boolean mayRelay) {
            throw new IllegalStateException("routing is broken");
          }

          @Override
          public Mailbox postmaster() {
            throw new NoClassDefFoundError("routing is half gone");
          }
        };
    try (RunningListener server =
            RunningListener.routedBy(broken);
        ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example>", 250);
      assertThat(client.command("RCPT TO:<b@here.example>", 451).last())
          .isEqualTo("451 4.3.0 Internal error; please try again later");
      client.command("RCPT TO:<postmaster>", 451);
      client.command("NOOP", 250);
    }
  }

  @Test
  void aFaultInAMessageEndsTheSession() {
    try (RunningListener server = RunningListener.with()) {
      server.intake.writing =
          () -> {
            throw new IllegalStateException("intake is broken");
          };
      try (ScriptedClient client = server.inData()) {
        client.send("x");
        assertThat(client.reply().last()).startsWith("451 4.3.0 ");
        client.expectClose();
      }
      await().until(() -> server.intake.aborted.get() == 1);
    }
  }

  @Test
  void textOfTheClientNeverComesBackInAReply() {
    try (RunningListener server = RunningListener.with();
        ScriptedClient client = server.greeted()) {
      server.intake.refusal = Optional.of(Reply.of(554, "5.6.0", "No"));
      for (String line :
          new String[] {"FOO-echo", "EHLO two echo", "MAIL FROM:<echo>", "MAIL FROM:<a@b.example> ECHO=1", "VRFY echo"}) {
        assertThat(client.send(line).reply().toString()).doesNotContainIgnoringCase("echo");
      }
    }
  }

  private static String packet(Random random) {
    StringBuilder packet = new StringBuilder();
    if (random.nextBoolean()) {
      packet.append("EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<b@here.example>\r\nDATA\r\n");
    }
    for (int words = random.nextInt(30); words >= 0; words--) {
      packet.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return packet.toString();
  }
}
