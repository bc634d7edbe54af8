package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.karamail.itests.instance.Distribution;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.SharedKaramail;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.machine.Command;
import org.karamail.itests.smtp.SmtpTalk;

/** A drill on a running server: the mock transport is switched on, mail is sent to it, and it is switched off again. */
@ExtendWith(SharedKaramail.class)
final class DrillIT {

  private static final String MOCK = "karamail.mock.cfg";
  private static final String ROUTING = "karamail.routing.cfg";
  private static final String SENDER = "drilled@" + LocalDomain.NAME;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private KaramailProcess server;
  private byte[] mock;
  private byte[] routing;

  @BeforeEach
  void begin(KaramailProcess shared) throws IOException {
    server = shared;
    mock = Files.readAllBytes(etc(MOCK));
    routing = Files.readAllBytes(etc(ROUTING));
    server.launch().set(ROUTING, Map.of("relayDomains", "drill.example", "transports", "drill.example=mock"));
    Awaitility.await("mail for the drill to be accepted").atMost(PATIENCE).until(this::isAccepted);
  }

  @AfterEach
  void end() throws IOException {
    server.launch().put(MOCK, mock).put(ROUTING, routing);
  }

  @Test
  void mailWaitsUntilTheDrillIsOnAndThenEachRecipientGetsItsPart() throws Exception {
    String id = send("taken@drill.example", "busy@drill.example");
    String refused = send("gone@drill.example");
    awaitTrace(id, "drill.example");
    assertThat(server.shell("mail:trace", id).output()).doesNotContain("DELIVERED");

    Map<String, String> parts =
        Map.of(
            "refuse", "gone@*",
            "defer", "busy@drill.example",
            "accept", "*@drill.example",
            "refuseReply", "550 5.1.6 Gone for this drill");
    server.launch().set(MOCK, parts);

    awaitTrace(id, "The mock transport has taken it", "451 4.3.0 The mock transport defers");
    assertThat(server.shell("mail:queue-delete", id).code()).isZero();
    String report = new String(server.maildirs().awaitOne(SENDER).content(), StandardCharsets.UTF_8);
    assertThat(report).contains("gone@drill.example").contains("5.1.6").contains(refused);
    theShellSendsATestMessageAndTellsWhatComesOfEachRecipient();
  }

  private void theShellSendsATestMessageAndTellsWhatComesOfEachRecipient() throws Exception {
    String local = "shell@" + LocalDomain.NAME;
    List<String> words = new ArrayList<>(List.of("mail:test-send", "--from", local, "--wait", "15s"));
    for (String recipient : List.of("taken@drill.example", "busy@drill.example", "gone@drill.example", "drill@" + LocalDomain.NAME)) {
      words.addAll(List.of("--to", recipient));
    }
    Command.Finished answer = server.shell(words.toArray(String[]::new));

    assertThat(answer.code()).as(answer.output()).isZero();
    assertThat(answer.output())
        .containsPattern("(?m)^[0-9A-Z]{17} taken in: 250 2\\.0\\.0 ")
        .containsPattern("(?m)^taken@drill.example  delivered  after ")
        .containsPattern("(?m)^busy@drill.example  deferred  after .*451 4\\.3\\.0 The mock transport defers")
        .containsPattern("(?m)^busy@drill.example  deferred, next attempt in ")
        .containsPattern("(?m)^gone@drill.example  failed  after .*550 5\\.1\\.6 Gone for this drill")
        .containsPattern("(?m)^drill@localhost  delivered  after ");
    String mailbox = new String(server.maildirs().awaitOne("drill@" + LocalDomain.NAME).content(), StandardCharsets.UTF_8);
    assertThat(mailbox).contains("Subject: A test from Karamail");
    assertThat(server.shell("mail:queue-delete", answer.output().substring(0, 17)).code()).isZero();
  }

  @Test
  void testSendSaysWhatThisBuildLacks() throws Exception {
    Command.Finished answer = testSend("--via", "http", "--to", "taken@drill.example");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.output()).contains("no HTTP yet").contains("--via smtp");
  }

  private void awaitTrace(String id, String... words) {
    Awaitility.await("the trace of " + id)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(server.shell("mail:trace", id).output()).contains(id).contains(words));
  }

  private String send(String... recipients) throws Exception {
    List<String> words = new ArrayList<>(List.of("--from", SENDER));
    for (String recipient : recipients) {
      words.addAll(List.of("--to", recipient));
    }
    Command.Finished answer = testSend(words.toArray(String[]::new));
    assertThat(answer.code()).as(answer.output()).isZero();
    assertThat(answer.output().strip()).startsWith("250 2.0.0 ").contains("queued as ");
    return answer.output().strip().replaceFirst(".* ", "");
  }

  private Command.Finished testSend(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Distribution.home().resolve("bin/karamail").toString(), "test-send"));
    command.addAll(List.of("--data", server.launch().data().toString()));
    command.addAll(List.of(words));
    return Command.run(PATIENCE, command);
  }

  private boolean isAccepted() throws IOException {
    try (SmtpTalk talk = server.session()) {
      talk.command("MAIL FROM:<>");
      return talk.command("RCPT TO:<taken@drill.example>").code() == 250;
    }
  }

  private Path etc(String file) {
    return server.launch().etc().resolve(file);
  }
}
