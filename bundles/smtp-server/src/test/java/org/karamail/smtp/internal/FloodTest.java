package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.karamail.testkit.smtp.ScriptedClient;

class FloodTest {

  @Test
  void tooManyErrorsEndTheSession() {
    try (RunningListener server = RunningListener.with("maxErrors", "3");
        ScriptedClient client = server.greeted()) {
      client.command("FOO", 500);
      client.command("RCPT TO:<b@here.example>", 503);
      client.command("EHLO", 501);
      assertThat(client.send("FOO").reply().last()).isEqualTo("421 4.7.0 Too many errors; closing the connection");
      client.expectClose();
    }
  }

  @Test
  void tooManyCommandsWithoutAMessageEndTheSession() {
    try (RunningListener server = RunningListener.with("maxCommands", "4");
        ScriptedClient client = server.greeted()) {
      client.send("NOOP", "RSET", "VRFY x", "HELP", "NOOP");
      for (int code : new int[] {250, 250, 252, 421}) {
        client.expect(code);
      }
      client.expectClose();
    }
  }

  @Test
  void aMessageTakenSetsTheCountsBack() {
    try (RunningListener server = RunningListener.with("maxCommands", "2", "maxErrors", "1");
        ScriptedClient client = server.greeted()) {
      for (int i = 0; i < 5; i++) {
        client.command("RSET", 250);
        client.command("FOO", 500);
        client.send("MAIL FROM:<a@client.example>", "RCPT TO:<b@here.example>", "DATA");
        client.expect(250);
        client.expect(250);
        client.expect(354);
        client.send("x", ".").expect(250);
      }
      assertThat(server.intake.messages).hasSize(5);
    }
  }

  @Test
  void connectionsBeyondTheLimitAreToldSoAndTheOthersStay() {
    try (RunningListener server = RunningListener.with("maxConnections", "2");
        ScriptedClient one = server.greeted();
        ScriptedClient two = server.greeted()) {
      try (ScriptedClient three = server.connect()) {
        assertThat(three.reply().last()).startsWith("421 4.7.0 Too many connections");
        three.expectClose();
      }
      one.command("NOOP", 250);
      two.command("QUIT", 221);
      two.expectClose();
      await().until(() -> server.listener.conversations() == 1);
      try (ScriptedClient four = server.greeted()) {
        four.command("NOOP", 250);
      }
    }
  }

  @Test
  void oneClientHasALimitOfItsOwnUnlessItIsTrusted() {
    try (RunningListener server = RunningListener.with("maxConnectionsPerClient", "1");
        ScriptedClient one = server.greeted();
        ScriptedClient two = server.connect()) {
      two.expect(421);
      one.command("NOOP", 250);
    }
    try (RunningListener server = RunningListener.with("maxConnectionsPerClient", "1", "trustedNetworks", "127.0.0.1");
        ScriptedClient one = server.greeted();
        ScriptedClient two = server.greeted()) {
      one.command("NOOP", 250);
      two.command("NOOP", 250);
    }
  }

  @Test
  void aFloodOfCommandsBehindAPendingReplyIsHeldInTheNetworkNotInMemory() throws Exception {
    CompletableFuture<Void> commit = new CompletableFuture<>();
    try (RunningListener server = RunningListener.with("maxCommands", "1000000")) {
      server.intake.committing = () -> commit;
      try (ScriptedClient client = server.inData()) {
        client.send("x", ".");
        await().until(() -> server.intake.finishing.get() == 1);
        Thread flood = new Thread(() -> client.sendRaw("NOOP\r\n".repeat(200_000)));
        flood.start();
        await().until(() -> server.listener.heldBack() == 1);
        commit.complete(null);
        client.expect(250);
        for (int i = 0; i < 200_000; i++) {
          client.expect(250);
        }
        flood.join();
      }
    }
  }

  @Test
  void aClientThatNeverReadsIsNotWrittenToWithoutEnd() {
    try (RunningListener server = RunningListener.with("maxCommands", "1000000", "commandTimeout", "500ms")) {
      ScriptedClient client = server.connect();
      Thread flood =
          new Thread(
              () -> {
                try {
                  client.sendRaw("HELP\r\n".repeat(1_000_000));
                } catch (java.io.UncheckedIOException closedByServer) {
                  assertThat(closedByServer).hasMessageContaining("connection lost");
                }
              });
      flood.start();
      await().until(() -> server.listener.conversations() == 0);
      client.close();
    }
  }

  @Test
  void manySessionsComeAndGo() {
    try (RunningListener server = RunningListener.with()) {
      List<ScriptedClient> clients = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        clients.add(server.greeted());
      }
      assertThat(server.listener.conversations()).isEqualTo(100);
      clients.forEach(ScriptedClient::reset);
      await().until(() -> server.listener.conversations() == 0);
    }
  }
}
