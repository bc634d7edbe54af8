package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Call;
import org.karamail.hook.Disconnect;
import org.karamail.hook.Hook;
import org.karamail.hook.Later;
import org.karamail.hook.Verdict;
import org.karamail.hook.command.EhloHook;
import org.karamail.hook.command.HeloHook;
import org.karamail.hook.connection.ConnectHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.security.ReputationCheckHook;
import org.karamail.hook.transaction.DataHook;
import org.karamail.hook.transaction.MailFromHook;
import org.karamail.hook.transaction.RcptToHook;
import org.karamail.model.Reply;
import org.karamail.testkit.smtp.ScriptedClient;

/** What a client is told, and when, by what a hook says. */
class SessionVerdictsTest {

  private final RunningListener server = RunningListener.with("shutdownGrace", "0s");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRefusedConnectionGetsTheRefusalAsItsBannerAndIsClosed() {
    hook((ConnectHook) (session, call) -> Verdict.reject("5.7.1", "Not you"));
    try (ScriptedClient client = ScriptedClient.connect(server.address())) {
      assertThat(client.reply().last()).isEqualTo("554 5.7.1 Not you");
      client.expectClose();
    }
    server.hooks.clear();
    hook((ReputationCheckHook) (session, call) -> Verdict.defer("4.7.0", "Not now"));
    try (ScriptedClient client = ScriptedClient.connect(server.address())) {
      assertThat(client.reply().last()).isEqualTo("421 4.7.0 Not now");
      client.expectClose();
    }
    await().until(() -> server.hooks.open() == 0);
  }

  @Test
  void aRefusalIsTheHooksReplyAndTheSessionGoesOn() {
    hook((MailFromHook) (mail, call) ->
            mail.sender().toString().startsWith("bad") ? Verdict.reject("5.7.1", "No such sender") : Verdict.proceed());
    hook((RcptToHook) (rcpt, call) ->
            rcpt.recipient().localPart().equals("bad") ? Verdict.defer("4.2.1", "Later") : Verdict.proceed());
    try (ScriptedClient client = server.greeted()) {
      client.send("MAIL FROM:<bad@client.example>", "RCPT TO:<b@here.example>", "MAIL FROM:<a@client.example>");
      assertThat(client.reply().last()).isEqualTo("550 5.7.1 No such sender");
      client.expect(503);
      client.expect(250);
      client.send("RCPT TO:<bad@here.example>", "DATA", "RCPT TO:<b@here.example>", "DATA", "x", ".");
      assertThat(client.reply().last()).isEqualTo("451 4.2.1 Later");
      client.expect(554);
      client.expect(250);
      client.expect(354);
      client.expect(250);
    }
    assertThat(server.intake.only().recipients()).hasSize(1);
    await().until(() -> server.hooks.open() == 0);
  }

  @Test
  void aRefusalMayCloseTheConnection() {
    hook((EhloHook) (helo, call) -> Verdict.reject(Reply.of(550, "5.7.1", "Go away")).andClose());
    try (ScriptedClient client = ScriptedClient.connect(server.address())) {
      client.expect(220);
      client.send("EHLO client.example", "NOOP");
      assertThat(client.reply().last()).isEqualTo("550 5.7.1 Go away");
      client.expectClose();
    }
  }

  @Test
  void dataMayBeRefusedBeforeTheMessageIsSent() {
    hook((DataHook) (data, call) -> Verdict.defer("4.7.1", "Too busy"));
    try (ScriptedClient client = server.greeted()) {
      client.send("MAIL FROM:<a@client.example>", "RCPT TO:<b@here.example>", "DATA");
      client.expect(250);
      client.expect(250);
      assertThat(client.reply().last()).isEqualTo("451 4.7.1 Too busy");
      client.command("RSET", 250);
    }
    assertThat(server.intake.opened).hasValue(0);
    await().until(() -> server.hooks.open() == 0);
  }

  @Test
  void aFaultIsTemporaryAndSaysNothingOfItself() {
    hook((MailFromHook) (mail, call) -> {
          throw new IllegalStateException("/secret/path");
        });
    try (ScriptedClient client = server.greeted()) {
      client.send("MAIL FROM:<a@client.example>");
      assertThat(client.reply().last()).startsWith("451 4.").doesNotContain("secret");
    }
  }

  @Test
  void aDelayHoldsTheReplyAndNobodyElse() {
    AtomicInteger delayed = new AtomicInteger();
    hook((MailFromHook) (mail, call) -> {
          delayed.incrementAndGet();
          return mail.sender().toString().startsWith("slow")
              ? Verdict.delay(Duration.ofHours(1), "wait")
              : Verdict.delay(Duration.ofMillis(20), "wait a little");
        });
    try (ScriptedClient slow = server.greeted();
        ScriptedClient other = server.greeted()) {
      slow.send("MAIL FROM:<slow@client.example>", "NOOP");
      await().until(() -> delayed.get() == 1);
      other.command("MAIL FROM:<a@client.example>", 250);
      assertThat(slow.hasReply()).isFalse();
    }
    await().until(() -> server.hooks.open() == 0);
  }

  @Test
  void aClientThatLeavesCancelsTheQuestion() {
    CompletableFuture<Verdict> never = new CompletableFuture<>();
    List<Call> calls = new CopyOnWriteArrayList<>();
    List<Disconnect.Reason> ends = new CopyOnWriteArrayList<>();
    hook((RcptToHook) (rcpt, call) -> {
          calls.add(call);
          return Later.of(never);
        });
    hook((DisconnectHook) (end, call) -> ends.add(end.reason()));
    ScriptedClient client = server.greeted();
    client.send("MAIL FROM:<a@client.example>", "RCPT TO:<b@here.example>");
    client.expect(250);
    await().until(() -> !calls.isEmpty());
    client.close();
    await().until(() -> calls.get(0).cancelled() && server.hooks.open() == 0);
    await().untilAsserted(() -> assertThat(ends).containsExactly(Disconnect.Reason.LOST));
    never.complete(Verdict.proceed());
  }

  @Test
  void twoHundredSessionsWaitForTheirHooksWithoutAThread() {
    CompletableFuture<Verdict> later = new CompletableFuture<>();
    AtomicInteger waiting = new AtomicInteger();
    hook((HeloHook) (helo, call) -> {
          waiting.incrementAndGet();
          return Later.of(later);
        });
    List<ScriptedClient> clients = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 200; i++) {
      clients.add(ScriptedClient.connect(server.address()).send("HELO client.example"));
    }
    await().until(() -> waiting.get() == 200);
    try (ScriptedClient fresh = server.greeted()) {
      fresh.command("QUIT", 221);
    }
    later.complete(Verdict.proceed());
    clients.forEach(
        client -> {
          client.expect(220);
          client.expect(250);
          client.close();
        });
  }

  @Test
  void aMessageMayCloseTheConnectionToo() {
    server.intake.refusal = Optional.of(Reply.of(550, "5.7.1", "No"));
    server.intake.closing = true;
    try (ScriptedClient client = server.inData()) {
      client.send("x", ".");
      client.expect(550);
      client.expectClose();
    }
  }

  private void hook(Hook hook) {
    server.hooks.add(hook);
  }
}
