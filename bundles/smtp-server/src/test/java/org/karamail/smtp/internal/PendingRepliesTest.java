package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.smtp.internal.command.Commands;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Pending;
import org.karamail.smtp.internal.session.Session;
import org.karamail.testkit.smtp.ScriptedClient;

/**
 * Replies that come later.
 *
 * <pre>
 *   client      event loop          intake, hooks
 *     | ". NOOP" --> finish ----------> |
 *     |              Pending            |   NOOP waits in the input
 *     | &lt;--- 250 &lt;--- resume &lt;--------- |
 *     | &lt;--- 250 &lt;--- NOOP
 * </pre>
 */
class PendingRepliesTest {

  private static final Answer OK = Answer.of(250, "2.0.0", "Ok");

  private final RunningListener server = RunningListener.with("shutdownGrace", "0s");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void commandsBehindAPendingEndOfDataWaitForItsReply() {
    CompletableFuture<Void> commit = new CompletableFuture<>();
    server.intake.committing = () -> commit;
    try (ScriptedClient client = server.inData()) {
      client.send("x", ".", "NOOP", "VRFY b", "QUIT");
      await().until(() -> server.intake.finishing.get() == 1);
      commit.complete(null);
      for (int code : new int[] {250, 250, 252, 221}) {
        client.expect(code);
      }
      client.expectClose();
    }
  }

  @Test
  void aSessionWhoseReplyIsPendingKeepsNobodyElseWaiting() {
    CompletableFuture<Void> commit = new CompletableFuture<>();
    server.intake.committing = () -> commit;
    List<ScriptedClient> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(server.inData().send("x", "."));
    }
    await().until(() -> server.intake.finishing.get() == 8);
    try (ScriptedClient fresh = server.greeted()) {
      fresh.command("MAIL FROM:<a@client.example>", 250);
      fresh.command("QUIT", 221);
    }
    commit.complete(null);
    waiting.forEach(client -> client.expect(250));
    waiting.forEach(ScriptedClient::close);
  }

  @Test
  void twoHundredSessionsWithPendingCommitsAreAllAnswered() {
    ConcurrentLinkedQueue<CompletableFuture<Void>> commits = new ConcurrentLinkedQueue<>();
    server.intake.committing =
        () -> {
          CompletableFuture<Void> commit = new CompletableFuture<>();
          commits.add(commit);
          return commit;
        };
    List<ScriptedClient> clients = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      clients.add(server.inData().send("message " + i, "."));
    }
    await().until(() -> commits.size() == 200);
    commits.forEach(commit -> commit.complete(null));
    clients.forEach(client -> client.expect(250));
    clients.forEach(ScriptedClient::close);
    assertThat(server.intake.messages).hasSize(200);
  }

  @Test
  void whatTheStoreRefusesLaterIsTheReplyAndTheSessionGoesOn() {
    CompletableFuture<Void> commit = new CompletableFuture<>();
    server.intake.committing = () -> commit;
    try (ScriptedClient client = server.inData()) {
      client.send("x", ".", "MAIL FROM:<a@client.example>");
      await().until(() -> server.intake.finishing.get() == 1);
      commit.completeExceptionally(new IllegalStateException("against the contract"));
      assertThat(client.reply().last()).startsWith("451 4.3.0 ");
      client.expect(250);
    }
  }

  @Test
  void aPieceThatIntakeHasNotTakenHoldsTheRestBack() {
    ConcurrentLinkedQueue<CompletableFuture<Void>> pieces = new ConcurrentLinkedQueue<>();
    server.intake.writing =
        () -> {
          CompletableFuture<Void> taken = new CompletableFuture<>();
          pieces.add(taken);
          return taken;
        };
    try (ScriptedClient client = server.inData()) {
      client.send("one", "..two", ".", "NOOP");
      await().until(() -> pieces.size() == 1);
      pieces.remove().complete(null);
      await().until(() -> pieces.size() == 1);
      pieces.remove().complete(null);
      client.expect(250);
      client.expect(250);
    }
    assertThat(server.intake.only().text()).isEqualTo("one\r\n.two\r\n");
  }

  @Test
  void aClientThatVanishesInItsMessageLeavesNothingBehind() {
    ScriptedClient client = server.inData();
    client.send("half a message");
    client.reset();
    await().until(() -> server.intake.aborted.get() == 1);
    assertThat(server.intake.messages).isEmpty();
  }

  @Test
  void aClientThatVanishesWhileAPieceIsPendingLeavesNothingBehind() {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    server.intake.writing = () -> taken;
    ScriptedClient client = server.inData();
    client.send("half a message");
    client.reset();
    await().until(() -> server.intake.aborted.get() == 1);
    taken.complete(null);
    try (ScriptedClient other = server.greeted()) {
      other.command("NOOP", 250);
    }
    assertThat(server.intake.messages).isEmpty();
  }

  @Test
  void aMessageWhoseClientVanishesBehindItsEndMayStillBeTaken() {
    CompletableFuture<Void> commit = new CompletableFuture<>();
    server.intake.committing = () -> commit;
    ScriptedClient client = server.inData();
    client.send("x", ".");
    await().until(() -> server.intake.finishing.get() == 1);
    client.reset();
    commit.complete(null);
    await().until(() -> server.intake.messages.size() == 1);
    assertThat(server.intake.aborted).hasValue(0);
  }

  @Test
  void anyCommandMayBeAnsweredLaterAndLaterAgain() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    Response answer =
        Pending.of(first, one -> Pending.of(second, two -> Answer.of(250, "2.0.0", one + " " + two)));
    Commands commands =
        Commands.of(session -> Answer.of(220, "2.0.0", "Hello"), List.of(command("ASK", answer), command("NOOP", OK)));
    try (RunningListener asking = RunningListener.understanding(commands);
        ScriptedClient client = asking.connect()) {
      client.expect(220);
      client.send("NOOP", "ASK", "NOOP");
      client.expect(250);
      first.complete("one");
      second.complete("two");
      assertThat(client.expect(250).last()).isEqualTo("250 2.0.0 one two");
      assertThat(client.expect(250).last()).isEqualTo("250 2.0.0 Ok");
    }
  }

  @Test
  void theBannerMayComeLaterAndAClientThatDoesNotWaitForItIsNoticed() {
    Commands commands = Commands.of(PendingRepliesTest::listenFirst, List.of(command("NOOP", OK)));
    try (RunningListener listening = RunningListener.understanding(commands);
        ScriptedClient client = listening.connect()) {
      client.send("NOOP");
      assertThat(client.expect(220).last()).endsWith("You spoke early");
      client.expect(250);
    }
  }

  private static Response listenFirst(Session session) {
    return session.hasSpokenEarly()
        ? Answer.of(220, "2.0.0", "You spoke early")
        : Pending.of(
            CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS)),
            waited -> listenFirst(session));
  }

  private static CommandHandler<Session> command(String verb, Response answer) {
    return new CommandHandler<>() {
      @Override
      public Response onCommand(Session session, Request request) {
        return answer;
      }

      @Override
      public List<String> getImplCommands() {
        return List.of(verb);
      }
    };
  }
}
