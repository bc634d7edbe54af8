package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.Notes;
import org.karamail.hook.Verdict;
import org.karamail.hook.authentication.SpfCheckHook;
import org.karamail.hook.command.EhloHook;
import org.karamail.hook.command.HeloHook;
import org.karamail.hook.connection.ConnectHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.security.GreylistCheckHook;
import org.karamail.hook.security.RateLimitCheckHook;
import org.karamail.hook.security.ReputationCheckHook;
import org.karamail.hook.transaction.DataHook;
import org.karamail.hook.transaction.MailFromHook;
import org.karamail.hook.transaction.RcptToHook;
import org.karamail.model.MailDomain;
import org.karamail.testkit.smtp.ScriptedClient;

/** At which step of a session which hooks are asked, what they see, and what is kept of what they say. */
class HookedSessionTest {

  private final RunningListener server = RunningListener.with("shutdownGrace", "0s");
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyPointIsAskedAtItsStep() {
    hook((ReputationCheckHook) (session, call) -> noted("reputation"));
    hook((RateLimitCheckHook) (rate, call) -> noted("rate " + rate.stage()));
    hook((ConnectHook) (session, call) -> noted("connect " + session.listener() + " " + session.helo().isPresent()));
    hook((EhloHook) (helo, call) -> noted("ehlo " + helo.name()));
    hook((HeloHook) (helo, call) -> noted("helo " + helo.name()));
    hook((MailFromHook) (mail, call) -> noted("mail " + mail.sender() + " " + mail.announcedSize().orElse(0)));
    hook((SpfCheckHook) (mail, call) -> {
          asked.add("spf " + mail.session().helo().orElse(""));
          return spf(CheckResult.Value.PASS);
        });
    hook((GreylistCheckHook) (rcpt, call) -> noted("greylist " + rcpt.recipient()));
    hook((RcptToHook) (rcpt, call) -> noted("rcpt " + rcpt.recipient() + " after " + rcpt.accepted().size()));
    hook((DataHook) (data, call) -> noted("data " + data.recipients().size()));
    hook((DisconnectHook) (end, call) -> asked.add("disconnect " + end.reason() + " " + end.messages()));

    try (ScriptedClient client = ScriptedClient.connect(server.address())) {
      client.expect(220);
      client.send("EHLO a.example", "HELO b.example", "MAIL FROM:<a@client.example> SIZE=100");
      client.send("RCPT TO:<b@here.example>", "RCPT TO:<nobody@here.example>", "RCPT TO:<c@here.example>", "DATA");
      for (int code : new int[] {250, 250, 250, 250, 550, 250, 354}) {
        client.expect(code);
      }
      client.send("x", ".", "QUIT");
      client.expect(250);
      client.expect(221);
    }
    await().until(() -> asked.contains("disconnect QUIT 1"));
    assertThat(asked)
        .containsExactly(
            "reputation",
            "rate CONNECT",
            "connect mx false",
            "ehlo a.example",
            "helo b.example",
            "rate MAIL",
            "mail a@client.example 100",
            "spf b.example",
            "rate RCPT",
            "greylist b@here.example",
            "rcpt b@here.example after 0",
            "rate RCPT",
            "greylist c@here.example",
            "rcpt c@here.example after 1",
            "data 2",
            "disconnect QUIT 1");
    assertThat(server.hooks.nextCommands()).as("each RCPT that was asked about, and DATA").isEqualTo(3);
    assertThat(server.intake.provenance.checks()).singleElement().isInstanceOf(CheckResult.Spf.class);
    assertThat(server.intake.provenance.session().get()).isPresent();
    await().until(() -> server.hooks.open() == 0);
  }

  @Test
  void nothingIsBegunWhereNobodyIsRegistered() {
    try (ScriptedClient client = server.inData()) {
      client.send("x", ".", "QUIT");
      client.expect(250);
      client.expect(221);
    }
    assertThat(server.hooks.begun()).isZero();
  }

  @Test
  void notesLastAsLongAsTheyShould() {
    hook((MailFromHook) (mail, call) -> {
          asked.add(
              "connection " + call.notes().number(Notes.Scope.CONNECTION, "n").orElse(0)
                  + " transaction " + call.notes().number(Notes.Scope.TRANSACTION, "n").orElse(0));
          call.notes().put(Notes.Scope.CONNECTION, "n", call.notes().number(Notes.Scope.CONNECTION, "n").orElse(0) + 1);
          call.notes().put(Notes.Scope.TRANSACTION, "n", 7);
          return Verdict.proceed();
        });
    hook((RcptToHook) (rcpt, call) -> noted("rcpt " + call.notes().number(Notes.Scope.TRANSACTION, "n").orElse(0)));
    try (ScriptedClient client = server.greeted()) {
      client.send("MAIL FROM:<a@client.example>", "RCPT TO:<b@here.example>", "RSET", "MAIL FROM:<a@client.example>");
      for (int i = 0; i < 4; i++) {
        client.expect(250);
      }
    }
    assertThat(asked).containsExactly("connection 0 transaction 0", "rcpt 7", "connection 1 transaction 0");
  }

  @Test
  void whatSpfSaysOfTheSenderIsKnownAtItsRecipients() {
    List<CheckResult> known = new CopyOnWriteArrayList<>();
    hook((SpfCheckHook) (mail, call) -> {
          known.addAll(mail.checks());
          return CheckAnswer.of(new CheckResult.Spf(CheckResult.Value.PASS, new MailDomain("client.example"), "it is ours"));
        });
    hook((GreylistCheckHook) (rcpt, call) -> {
          known.addAll(rcpt.mail().checks());
          return Verdict.proceed();
        });
    try (ScriptedClient client = server.inData()) {
      client.send("x", ".");
      client.expect(250);
    }
    assertThat(known).singleElement().extracting(CheckResult::value).isEqualTo(CheckResult.Value.PASS);
  }

  @Test
  void aFaultySpfCheckIsATemporaryErrorAndHoldsNobodyUp() {
    hook((SpfCheckHook) (mail, call) -> {
          throw new IllegalStateException("no DNS");
        });
    try (ScriptedClient client = server.inData()) {
      client.send("x", ".");
      client.expect(250);
    }
    assertThat(server.intake.provenance.checks())
        .singleElement()
        .extracting(CheckResult::value)
        .isEqualTo(CheckResult.Value.TEMPERROR);
  }

  @Test
  void mailIsPutOffWhileARequiredPluginIsMissingAndSessionsStay() {
    try (ScriptedClient client = server.greeted()) {
      server.hooks.ready(false);
      await().untilAsserted(() -> assertThat(mail(client)).startsWith("451 4.3.2 "));
      server.hooks.ready(true);
      await().untilAsserted(() -> assertThat(mail(client)).startsWith("250 "));
    }
  }

  @Test
  void theDoorStaysClosedUntilRequiredPluginsAreThere() {
    try (RunningListener waiting = RunningListener.missingPlugins()) {
      await().during(Duration.ofMillis(400)).until(() -> waiting.listener.address().isEmpty());
      waiting.hooks.ready(true);
      await().until(() -> waiting.listener.address().isPresent());
    }
  }

  private static String mail(ScriptedClient client) {
    client.send("MAIL FROM:<a@client.example>", "RSET");
    String reply = client.reply().last();
    client.expect(250);
    return reply;
  }

  private void hook(Hook hook) {
    server.hooks.add(hook);
  }

  private Verdict noted(String point) {
    asked.add(point);
    return Verdict.proceed();
  }

  private static CheckAnswer<CheckResult.Spf> spf(CheckResult.Value value) {
    return CheckAnswer.of(new CheckResult.Spf(value, new MailDomain("client.example"), ""));
  }
}
