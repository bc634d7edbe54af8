package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.karamail.testkit.smtp.ScriptedClient;

/** Who may relay; the spellings of addresses are in {@code dialogues/relay.dialogue}. */
class RelayTest {

  @Test
  void loopbackIsAStrangerUnlessTheConfigurationTrustsIt() {
    try (RunningListener server = RunningListener.with();
        ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RCPT TO:<t@far.example>", 550);
    }
  }

  @Test
  void aTrustedNetworkRelaysAndTheEnvelopeSaysSo() {
    try (RunningListener server = RunningListener.with("trustedNetworks", "192.0.2.0/24, 127.0.0.0/8");
        ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RCPT TO:<t@far.example>", 250);
      client.command("DATA", 354);
      client.send("x", ".").expect(250);
      assertThat(server.intake.only().envelope().origin().trusted()).isTrue();
    }
  }

  @Test
  void aSubmissionListenerRefusesStrangersAndOffersNoAuthItDoesNotHave() {
    try (RunningListener server = RunningListener.with("authenticationRequired", "true");
        ScriptedClient client = server.connect()) {
      client.expect(220);
      assertThat(client.command("EHLO client.example", 250).lines()).noneMatch(line -> line.contains("AUTH"));
      assertThat(client.command("MAIL FROM:<a@here.example>", 530).last())
          .isEqualTo("530 5.7.0 Authentication required");
      client.command("RCPT TO:<b@here.example>", 503);
    }
  }

  @Test
  void aSubmissionListenerTakesMailFromTrustedClients() {
    try (RunningListener server = RunningListener.with("authenticationRequired", "true", "trustedNetworks", "127.0.0.1");
        ScriptedClient client = server.greeted()) {
      client.command("MAIL FROM:<a@here.example>", 250);
      client.command("RCPT TO:<b@far.example>", 250);
    }
  }
}
