package org.karamail.testkit.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScriptedPeerTest {

  @Test
  void aPeerWithoutOrdersTakesAMessageAndKeepsItsOctets() {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite());
        ScriptedClient client = ScriptedClient.greeted(peer.address())) {
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RCPT TO:<b@peer.example>", 250);
      client.command("DATA", 354);
      client.send("Subject: dots", "", "..one", "two", ".").expect(250);

      assertThat(peer.confirmed()).singleElement().satisfies(mail -> {
        assertThat(mail.text()).isEqualTo("Subject: dots\r\n\r\n.one\r\ntwo\r\n");
        assertThat(mail.recipients()).containsExactly("RCPT TO:<b@peer.example>");
      });
    }
  }

  @Test
  void aRefusedRecipientIsNotTaken() {
    Script refusing = Script.at(PeerStage.RCPT, Act.reply("550 5.1.1 Nobody")).firstConnectionOnly();
    try (ScriptedPeer peer = ScriptedPeer.smtp(refusing);
        ScriptedClient client = ScriptedClient.greeted(peer.address())) {
      client.command("MAIL FROM:<a@client.example>", 250);
      client.command("RCPT TO:<b@peer.example>", 550);
      client.command("DATA", 554);
      assertThat(peer.taken()).isEmpty();
    }
  }

  @Test
  void itClosesOrVanishesWhereItIsToldTo() {
    for (Act.Kind kind : new Act.Kind[] {Act.Kind.CLOSE, Act.Kind.RESET, Act.Kind.OK_THEN_CLOSE}) {
      try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.DOT, Act.of(kind)));
          ScriptedClient client = ScriptedClient.greeted(peer.address())) {
        client.command("MAIL FROM:<a@client.example>", 250);
        client.command("RCPT TO:<b@peer.example>", 250);
        client.command("DATA", 354);
        client.send("", "text", ".");
        if (kind == Act.Kind.OK_THEN_CLOSE) {
          client.expect(250);
        }
        client.expectClose();
        assertThat(peer.taken()).hasSize(1);
        assertThat(peer.confirmed()).hasSize(kind == Act.Kind.OK_THEN_CLOSE ? 1 : 0);
      }
    }
  }

  @Test
  void itChecksCredentials() {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite()).offering("AUTH PLAIN");
        ScriptedClient client = ScriptedClient.greeted(peer.address())) {
      client.command("AUTH PLAIN AHJlbGF5LXVzZXIAd3Jvbmc=", 535);
      client.command("AUTH PLAIN AHJlbGF5LXVzZXIAcmVsYXktc2VjcmV0", 235);
    }
  }
}
