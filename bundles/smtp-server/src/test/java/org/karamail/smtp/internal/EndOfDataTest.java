package org.karamail.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.testkit.smtp.ScriptedClient;

/** SMTP smuggling over real connections: each fake end of data, cut at every octet and at the borders of buffers. */
class EndOfDataTest {

  private static final String INJECTED = "MAIL FROM:<evil@here.example>\r\nRCPT TO:<b@here.example>\r\nDATA\r\nevil";
  private static final String[] TRANSACTION = {"MAIL FROM:<a@client.example>", "RCPT TO:<b@here.example>", "DATA"};

  private RunningListener server;

  @BeforeEach
  void start() {
    server = RunningListener.with("maxErrors", "10000", "maxLineLength", "16MB");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "\\n.\\n", "\\r\\n.\\n", "\\n.\\r\\n", "\\r.\\r", "\\r\\n.\\r", "\\r.\\r\\n", "\\r\\n.\\r\\r\\n", "\\n\\n.\\n\\n", "\\r\\n\\0.\\n", "\\n.\\0\\r\\n"
      })
  void aFakeEndOfDataNeverMakesTwoMessagesHoweverItIsCut(String written) {
    String fake = "text" + octets(written) + INJECTED + "\r\n.\r\n";
    try (ScriptedClient client = server.greeted()) {
      for (int cut = 4; cut <= 4 + octets(written).length() + 2; cut++) {
        begin(client);
        client.sendRaw(fake.substring(0, cut)).sendRaw(fake.substring(cut));
        assertThat(client.expect(550).last()).startsWith("550 5.6.11 ");
        client.command("DATA", 503);
      }
    }
    assertThat(server.intake.messages).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\\r\\n\\0.\\r\\n", "\\r\\n.\\0\\r\\n", "\\0\\r\\n", "\\r\\n..\\r\\n", "\\r\\n .\\r\\n"})
  void whatIsNoEndOfDataAndNoBareLineEndIsText(String written) {
    String message = "text" + octets(written) + INJECTED + "\r\n";
    try (ScriptedClient client = server.inData()) {
      client.sendRaw(message + ".\r\n").expect(250);
      client.command("DATA", 503);
    }
    assertThat(server.intake.only().text()).isEqualTo(message.replace("\r\n.", "\r\n"));
  }

  @Test
  void aMessageCutAtEveryOctetIsTheSame() {
    String message = "Subject: x\r\n\r\n..stuffed\r\n.. \r\n\0\u00e9\r\n.\r\n";
    try (ScriptedClient client = server.greeted()) {
      for (int cut = 0; cut <= message.length(); cut++) {
        begin(client);
        client.sendRaw(message.substring(0, cut)).sendRaw(message.substring(cut)).expect(250);
      }
    }
    assertThat(server.intake.messages)
        .hasSize(message.length() + 1)
        .allMatch(kept -> kept.text().equals("Subject: x\r\n\r\n.stuffed\r\n. \r\n\0\u00e9\r\n"));
  }

  @Test
  void aMessageSentOctetByOctetIsTheSame() {
    String message = "..a\r\n\r\n.\r\n";
    try (ScriptedClient client = server.inData()) {
      message.chars().forEach(octet -> client.sendRaw((byte) octet));
      client.expect(250);
    }
    assertThat(server.intake.only().text()).isEqualTo(".a\r\n\r\n");
  }

  @Test
  void theEndIsFoundAcrossTheBordersOfBuffers() {
    try (ScriptedClient client = server.greeted()) {
      for (int border : new int[] {64, 1024, 2048, 4096, 16_384, 65_536, 131_072}) {
        for (int octets = border - 6; octets <= border + 1; octets++) {
          begin(client);
          client.sendRaw("x".repeat(octets) + "\r\n..y\r\n.\r\nNOOP\r\n");
          client.expect(250);
          client.expect(250);
          assertThat(server.intake.only().text()).isEqualTo("x".repeat(octets) + "\r\n.y\r\n");
          server.intake.messages.clear();
        }
      }
    }
  }

  @Test
  void aFakeEndAcrossTheBordersOfBuffersIsNoEnd() {
    try (ScriptedClient client = server.greeted()) {
      for (int border : new int[] {1024, 4096, 65_536}) {
        for (int octets = border - 6; octets <= border + 1; octets++) {
          begin(client);
          client.sendRaw("x".repeat(octets) + "\r\n.\n" + INJECTED + "\r\n.\r\n").expect(550);
        }
      }
    }
    assertThat(server.intake.messages).isEmpty();
  }

  @Test
  void commandsBehindTheEndInTheSamePacketAreCommands() {
    try (ScriptedClient client = server.inData()) {
      client.sendRaw("one\r\n.\r\nMAIL FROM:<a@client.example>\r\nRCPT TO:<b@here.example>\r\nDATA\r\ntwo\r\n.\r\n");
      for (int code : new int[] {250, 250, 250, 354, 250}) {
        client.expect(code);
      }
    }
    assertThat(server.intake.messages).extracting(KeptIntake.Kept::text).containsExactly("one\r\n", "two\r\n");
  }

  private static void begin(ScriptedClient client) {
    client.send(TRANSACTION);
    client.expect(250);
    client.expect(250);
    client.expect(354);
  }

  private static String octets(String written) {
    return written.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}
