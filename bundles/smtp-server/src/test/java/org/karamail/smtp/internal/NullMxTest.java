package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.hook.Verdict;
import org.karamail.hook.transaction.MailFromHook;
import org.karamail.testkit.smtp.ScriptedClient;

/**
 * Senders whose domain takes no mail (RFC 7505 section 4.2).
 *
 * <pre>
 *   client       event loop         name server      hook
 *     | MAIL ------> MX? -----------> |               |
 *     |              gate ----------- | ------------> |
 *     |              Pending          |               |
 *     | &lt;--- 550 &lt;--- resume &lt;------- |
 * </pre>
 */
class NullMxTest {

  private static final String FROM_NULL = "MAIL FROM:<a@null.example>";

  private RunningListener server = RunningListener.with();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSenderWhoseDomainTakesNoMailIsRefused() {
    server.dns.record("null.example", "MX", "0 .");
    try (ScriptedClient client = server.greeted()) {
      assertThat(client.command(FROM_NULL, 550).last()).contains("5.7.27");
      client.command("RCPT TO:<b@here.example>", 503);
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RSET", 250);
      client.command("MAIL FROM:<b@null.example>", 550);
    }
    assertThat(server.dns.asked("null.example", "MX")).as("asked once, then cached").isEqualTo(1);
  }

  @Test
  void aNullRecordAmongOthersIsNoNullMx() {
    server.dns.record("null.example", "MX", "0 .").record("null.example", "MX", "10 mx.null.example");
    try (ScriptedClient client = server.greeted()) {
      client.command(FROM_NULL, 250);
    }
  }

  @Test
  void nobodyIsAskedAboutTheNullSenderOrAnAddressLiteral() {
    try (ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<>", 250);
      client.command("RSET", 250);
      client.command("MAIL FROM:<a@[192.0.2.1]>", 250);
    }
    assertThat(server.dns.questions()).isEmpty();
  }

  @Test
  void trustedClientsMaySendForSuchADomain() {
    restart("trustedNetworks", "127.0.0.0/8");
    server.dns.record("null.example", "MX", "0 .");
    try (ScriptedClient client = server.greeted()) {
      client.command(FROM_NULL, 250);
    }
    assertThat(server.dns.questions()).isEmpty();
  }

  @Test
  void anOperatorMayTakeThemAll() {
    restart("refuseNullMxSenders", "false");
    server.dns.record("null.example", "MX", "0 .");
    try (ScriptedClient client = server.greeted()) {
      client.command(FROM_NULL, 250);
    }
  }

  @Test
  void silentNameServersHoldNobodyUpForLong() {
    server.dns.down();
    try (ScriptedClient client = server.greeted();
        ScriptedClient other = server.greeted()) {
      client.send(FROM_NULL);
      other.command("NOOP", 250);
      client.expect(250);
    }
  }

  @Test
  void theNameServersAreAskedWhileHooksAre() {
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    server.hooks.add((MailFromHook) (mail, call) -> verdict.join());
    server.dns.record("null.example", "MX", "0 .");
    try (ScriptedClient client = server.greeted()) {
      client.send(FROM_NULL);
      await().until(() -> server.dns.asked("null.example", "MX") == 1);
      verdict.complete(Verdict.proceed());
      client.expect(550);
      assertThat(server.hooks.open()).as("pins left behind").isZero();
    }
  }

  @Test
  void aHooksRefusalIsNotKeptWaitingByNameServers() {
    server.hooks.add((MailFromHook) (mail, call) -> Verdict.reject("5.7.1", "Not you"));
    server.dns.down();
    try (ScriptedClient client = server.greeted()) {
      assertThat(client.command(FROM_NULL, 550).last()).contains("5.7.1");
    }
  }

  private void restart(String key, String value) {
    server.close();
    server = RunningListener.with(key, value);
  }
}
