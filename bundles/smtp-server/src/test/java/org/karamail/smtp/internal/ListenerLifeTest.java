package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.karamail.testkit.net.FreePort;
import org.karamail.testkit.smtp.ScriptedClient;

class ListenerLifeTest {

  @Test
  void thePortInUseStandsInAFileAsLongAsTheListenerListens() throws IOException {
    RunningListener server = RunningListener.with();
    Path file = server.data.resolve("run/smtp-mx.port");
    await().until(() -> Files.exists(file));
    assertThat(Files.readString(file)).isEqualTo(server.address().getPort() + "\n");
    server.close();
    assertThat(file).doesNotExist();
  }

  @Test
  void aClosedListenerLeavesNoThread() {
    RunningListener server = RunningListener.with("ioThreads", "4");
    for (int i = 0; i < 8; i++) {
      server.greeted().close();
    }
    assertThat(ourThreads()).isPositive();
    server.close();
    await().until(() -> ourThreads() == 0);
  }

  @Test
  void aChangedPortMovesTheDoorAndCutsNobody() {
    try (RunningListener server = RunningListener.with();
        ScriptedClient old = server.inData()) {
      InetSocketAddress before = server.address();
      server.change("port", String.valueOf(FreePort.find()));
      await().until(() -> !server.address().equals(before));
      try (ScriptedClient fresh = server.greeted()) {
        fresh.command("NOOP", 250);
      }
      await().untilAsserted(() -> assertThatThrownBy(() -> ScriptedClient.connect(before)).isInstanceOf(UncheckedIOException.class));
      old.send("x", ".").expect(250);
      await().untilAsserted(
          () ->
              assertThat(server.data.resolve("run/smtp-mx.port"))
                  .hasContent(String.valueOf(server.address().getPort())));
    }
  }

  @Test
  void changedLimitsHoldForNewSessionsOnly() {
    try (RunningListener server = RunningListener.with("maxRecipients", "1");
        ScriptedClient old = server.greeted()) {
      server.change("maxRecipients", "2");
      try (ScriptedClient fresh = server.greeted()) {
        for (ScriptedClient client : new ScriptedClient[] {old, fresh}) {
          client.command("MAIL FROM:<a@client.example>", 250);
          client.command("RCPT TO:<b@here.example>", 250);
        }
        old.command("RCPT TO:<c@here.example>", 452);
        fresh.command("RCPT TO:<c@here.example>", 250);
      }
    }
  }

  @Test
  void aPortThatIsTakenIsTriedUntilItIsFree() throws IOException {
    ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (RunningListener server = RunningListener.notAwaited("port", String.valueOf(taken.getLocalPort()))) {
      await().until(() -> server.listener.failedTries() > 0);
      assertThat(server.listener.address()).isEmpty();
      taken.close();
      await().until(() -> server.listener.address().isPresent());
      server.greeted().close();
    }
  }

  @Test
  void idleSessionsAreToldWhenTheListenerCloses() {
    RunningListener server = RunningListener.with();
    try (ScriptedClient idle = server.greeted()) {
      server.close();
      assertThat(idle.reply().last()).startsWith("421 4.3.2 Service is shutting down");
      idle.expectClose();
    }
  }

  @Test
  void aMessageOnItsWayMayComeToItsEndWhenTheListenerCloses() {
    RunningListener server = RunningListener.with("shutdownGrace", "30s");
    CompletableFuture<Void> commit = new CompletableFuture<>();
    server.intake.committing = () -> commit;
    try (ScriptedClient sending = server.inData();
        ScriptedClient waiting = server.inData()) {
      waiting.send("x", ".");
      await().until(() -> server.intake.finishing.get() == 1);
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      await().until(() -> server.listener.address().isEmpty());
      sending.send("x", ".");
      await().until(() -> server.intake.finishing.get() == 2);
      assertThat(closed).isNotDone();
      commit.complete(null);
      for (ScriptedClient client : new ScriptedClient[] {sending, waiting}) {
        client.expect(250);
        client.expect(421);
        client.expectClose();
      }
      closed.join();
    }
    assertThat(server.intake.messages).hasSize(2);
  }

  @Test
  void aMessageThatTakesTooLongIsCutWhenTheListenerCloses() {
    RunningListener server = RunningListener.with("shutdownGrace", "100ms");
    try (ScriptedClient slow = server.inData()) {
      slow.send("half a message");
      server.close();
      assertThat(slow.reply().last()).startsWith("421 4.3.2 ");
      slow.expectClose();
    }
    assertThat(server.intake.aborted).hasValue(1);
  }

  private static long ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("karamail-smtp"))
        .count();
  }
}
