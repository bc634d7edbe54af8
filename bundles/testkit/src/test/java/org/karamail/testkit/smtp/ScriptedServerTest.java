package org.karamail.testkit.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ScriptedServerTest {

  @Test
  void takesAWholeMessageAndUnstuffsItsDots() {
    try (ScriptedServer server = ScriptedServer.start(ScriptedSession::takeEverything);
        ScriptedClient client = ScriptedClient.greeted(server.address())) {
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RCPT TO:<b@mx.example>", 250);
      client.command("DATA", 354);
      client.send("Subject: dots", "", "..one", ".").expect(250);
      client.command("QUIT", 221);
      assertThat(server.messages()).extracting(m -> new String(m, ISO_8859_1)).containsExactly("Subject: dots\r\n\r\n.one\r\n");
      assertThat(server.sessions().get(0).conversation()).contains("C: DATA", "S: 354 Go ahead");
      server.check();
    }
  }

  @Test
  void everyConnectionPlaysTheScriptFromItsBeginning() {
    try (ScriptedServer server = ScriptedServer.start(client -> client.say("421 4.3.2 Full"))) {
      for (int i = 0; i < 3; i++) {
        try (ScriptedClient client = ScriptedClient.connect(server.address())) {
          client.expect(421);
          client.expectClose();
        }
      }
      assertThat(server.sessions()).hasSize(3);
    }
  }

  @Test
  void whatTheClientShouldNotHaveSaidIsThrownByCheck() {
    try (ScriptedServer server =
            ScriptedServer.start(
                peer -> {
                  peer.say("220 mx.example");
                  peer.expect("EHLO");
                });
        ScriptedClient client = ScriptedClient.connect(server.address())) {
      client.expect(220);
      client.send("NOOP").expectClose();
      Awaitility.await()
          .untilAsserted(
              () -> assertThatThrownBy(server::check).isInstanceOf(AssertionError.class).hasMessageContaining("NOOP"));
    }
  }

  @Test
  void aClientSeesTheResetOfAServerThatVanishes() {
    try (ScriptedServer server = ScriptedServer.start(ScriptedSession::reset);
        ScriptedClient client = ScriptedClient.connect(server.address())) {
      assertThatThrownBy(() -> client.expect(220)).isInstanceOf(AssertionError.class);
    }
  }
}
