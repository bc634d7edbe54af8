package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.karamail.testkit.smtp.ScriptedClient;

/** Clients that are slow, in ways that each on its own would hold a session for ever. */
class TimeoutsTest {

  private static final String TIMED_OUT = "421 4.4.2 Waited too long; closing the connection";

  @Test
  void aSilentClientIsSentAway() {
    try (RunningListener server = RunningListener.with("commandTimeout", "200ms");
        ScriptedClient client = server.connect()) {
      client.expect(220);
      assertThat(client.reply().last()).isEqualTo(TIMED_OUT);
      client.expectClose();
    }
  }

  @Test
  void aByteNowAndThenIsNoCommand() {
    try (RunningListener server = RunningListener.with("commandTimeout", "300ms");
        ScriptedClient client = server.connect()) {
      client.expect(220);
      drip(client, "N");
      assertThat(client.reply().last()).isEqualTo(TIMED_OUT);
    }
  }

  @Test
  void eachCommandHasItsTime() {
    try (RunningListener server = RunningListener.with("commandTimeout", "2s");
        ScriptedClient client = server.greeted()) {
      long begun = System.nanoTime();
      await().until(() -> client.command("NOOP", 250).code() == 250 && elapsed(begun) > 3_000);
      client.command("QUIT", 221);
    }
  }

  @Test
  void silenceInAMessageEndsIt() {
    try (RunningListener server = RunningListener.with("dataTimeout", "200ms");
        ScriptedClient client = server.inData()) {
      assertThat(client.reply().last()).isEqualTo(TIMED_OUT);
      client.expectClose();
      await().until(() -> server.intake.aborted.get() == 1);
    }
  }

  @Test
  void aMessageThatDripsInEndsAlthoughItIsNeverSilent() {
    try (RunningListener server = RunningListener.with("dataTimeout", "400ms", "minDataRate", "100KB");
        ScriptedClient client = server.inData()) {
      drip(client, "x");
      assertThat(client.reply().last()).isEqualTo(TIMED_OUT);
      await().until(() -> server.intake.aborted.get() == 1);
    }
  }

  @Test
  void theTimeWeTakeOurselvesIsNotTheClients() {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    try (RunningListener server = RunningListener.with("dataTimeout", "1s", "minDataRate", "1MB")) {
      server.intake.writing = () -> taken;
      try (ScriptedClient client = server.inData()) {
        client.send("one", ".");
        long begun = System.nanoTime();
        await().until(() -> elapsed(begun) > 1_500);
        taken.complete(null);
        client.expect(250);
        client.command("NOOP", 250);
      }
    }
  }

  @Test
  void aStoreThatTakesTooLongIsAnsweredForAndTheSessionGoesOn() {
    CompletableFuture<Void> commit = new CompletableFuture<>();
    try (RunningListener server = RunningListener.with("replyTimeout", "200ms")) {
      server.intake.committing = () -> commit;
      try (ScriptedClient client = server.inData()) {
        client.send("x", ".", "NOOP");
        assertThat(client.reply().last()).startsWith("451 4.3.0 Storing the message takes too long");
        client.expect(250);
        commit.complete(null);
        client.command("NOOP", 250);
        client.command("QUIT", 221);
      }
    }
  }

  @Test
  void aStoreThatNeverTakesAPieceEndsTheSession() {
    try (RunningListener server = RunningListener.with("replyTimeout", "200ms")) {
      server.intake.writing = CompletableFuture::new;
      try (ScriptedClient client = server.inData()) {
        client.send("half a message");
        assertThat(client.reply().last()).startsWith("451 4.3.0 ");
        client.expectClose();
      }
      await().until(() -> server.intake.aborted.get() == 1);
    }
  }

  /** Sends an octet every 20 ms until the server has had enough. */
  private static void drip(ScriptedClient client, String octet) {
    await().pollInterval(Duration.ofMillis(20)).until(() -> client.hasReply() || client.sendRaw(octet).hasReply());
  }

  private static long elapsed(long begun) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
