package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.karamail.itests.hooks.EverywhereBundle;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/** One plugin with a hook at most points: what clients are told, what lies in the mailbox, what the history says. */
final class HooksOnTheWayIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String JAR = "everywhere.jar";

  private static KaramailProcess server;
  private static Path deploy;

  @BeforeAll
  static void start() throws IOException {
    Launch launch = Launch.shipped("hooks-on-the-way");
    deploy = Files.createDirectories(launch.folder().resolve("deploy"));
    launch.set("org.apache.felix.fileinstall-deploy.cfg", "felix.fileinstall.dir", deploy.toString());
    server = KaramailProcess.start(launch);
    EverywhereBundle.into(deploy, JAR, "1.0.0");
    awaitVersion("1.0.0");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aMessagePassesEveryPointAndShowsIt() throws Exception {
    String recipient = fresh("anybody");
    SmtpReply reply = deliver("plain", recipient);
    assertThat(reply.code()).isEqualTo(250);
    String content = content(recipient);
    assertThat(content).contains("\nX-Everywhere: 1.0.0\n").contains("\nX-Greeted: true\n").endsWith("\n\nHello.\n");
    assertThat(content).contains("X-Steps: 1.0.0 mail rcpt data headers body filter complete\n");
    assertThat(content)
        .contains(
            "X-Outbound: 1.0.0 mail rcpt data headers body filter complete route enqueue dequeue pre outbound\n");
    String trace = server.shell("mail:trace", queueId(reply)).output();
    assertThat(trace).contains(EverywhereBundle.NAME + "/1.0.0");
    await().atMost(PATIENCE).until(() -> server.logs().contains("everywhere saw DELIVERED for " + recipient));
  }

  @Test
  void aBodyMayBeReplaced() throws Exception {
    String recipient = fresh("anybody");
    assertThat(deliver("replace it", recipient).code()).isEqualTo(250);
    assertThat(content(recipient)).endsWith("\n\nReplaced: Hello.\n");
  }

  @Test
  void refusalsAreTheHooksReplies() throws Exception {
    try (SmtpTalk talk = server.session()) {
      assertThat(talk.command("MAIL FROM:<refused@sender.example>").text()).isEqualTo("550 5.7.1 Refused by 1.0.0");
      SmtpReply fault = talk.command("MAIL FROM:<broken@sender.example>");
      assertThat(fault.text()).startsWith("451 4.").doesNotContain("secret");
      assertThat(talk.command("MAIL FROM:<a@sender.example>").code()).isEqualTo(250);
      assertThat(talk.command("RCPT TO:<greylisted@" + LocalDomain.NAME + ">").text()).isEqualTo("451 4.7.1 Come again");
      assertThat(talk.command("RSET").code()).isEqualTo(250);
    }
    assertThat(deliver("reject it", fresh("anybody")).text()).isEqualTo("550 5.7.1 Not this one");
    try (SmtpTalk talk = server.connect()) {
      assertThat(talk.greeting().code()).isEqualTo(220);
      assertThat(talk.command("EHLO unwanted.example").text()).isEqualTo("550 5.7.1 Unwanted");
      assertThat(talk.ended()).isTrue();
    }
  }

  @Test
  void quarantineHoldsDiscardCancelsAndADelaySchedules() throws Exception {
    SmtpReply held = deliver("quarantine it", fresh("anybody"));
    assertThat(held.code()).isEqualTo(250);
    assertThat(server.shell("mail:trace", queueId(held)).output()).contains("held").contains("an operator should see this");
    SmtpReply discarded = deliver("discard it", fresh("anybody"));
    assertThat(discarded.code()).isEqualTo(250);
    assertThat(server.shell("mail:trace", queueId(discarded)).output())
        .contains("cancelled")
        .contains("nobody should see this");
    SmtpReply later = deliver("plain", fresh("later"));
    assertThat(later.code()).isEqualTo(250);
    assertThat(server.shell("mail:trace", queueId(later)).output()).contains("scheduled");
  }

  @Test
  void aSessionStaysOpenWhileThePluginIsReplacedAndDeletedAndDroppedAgain() throws Exception {
    try (SmtpTalk talk = server.session()) {
      assertThat(refusal(talk)).isEqualTo("550 5.7.1 Refused by 1.0.0");
      EverywhereBundle.into(deploy, JAR, "1.1.0");
      awaitRefusal(talk, "550 5.7.1 Refused by 1.1.0");
      Files.delete(deploy.resolve(JAR));
      awaitRefusal(talk, "250 2.1.0 Ok");
      EverywhereBundle.into(deploy, JAR, "1.0.0");
      awaitRefusal(talk, "550 5.7.1 Refused by 1.0.0");
    }
  }

  @Test
  void aTransactionEndsWithTheVersionItBeganWith() throws Exception {
    String recipient = fresh("anybody");
    try (SmtpTalk talk = server.session()) {
      assertThat(talk.command("MAIL FROM:<a@sender.example>").code()).isEqualTo(250);
      EverywhereBundle.into(deploy, JAR, "1.2.0");
      awaitVersion("1.2.0");
      assertThat(talk.command("RCPT TO:<" + recipient + ">").code()).isEqualTo(250);
      assertThat(talk.command("DATA").code()).isEqualTo(354);
      assertThat(talk.command("Subject: plain\r\n\r\nHello.\r\n.").code()).isEqualTo(250);
    } finally {
      Files.delete(deploy.resolve(JAR));
      awaitVersion("Ok");
      EverywhereBundle.into(deploy, JAR, "1.0.0");
      awaitVersion("1.0.0");
    }
    assertThat(content(recipient)).contains("\nX-Everywhere: 1.0.0\n").contains("X-Steps: 1.0.0 mail rcpt data headers");
  }

  /** Waits for the version that refuses this sender, or for nobody to. */
  private static void awaitVersion(String version) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try (SmtpTalk talk = server.session()) {
                return refusal(talk).endsWith(version);
              }
            });
  }

  private static void awaitRefusal(SmtpTalk talk, String reply) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> refusal(talk).equals(reply));
  }

  private static String refusal(SmtpTalk talk) throws IOException {
    String reply = talk.command("MAIL FROM:<refused@sender.example>").text();
    assertThat(talk.command("RSET").code()).isEqualTo(250);
    return reply;
  }

  private static SmtpReply deliver(String subject, String recipient) throws IOException {
    byte[] message = ("Subject: " + subject + "\r\n\r\nHello.\r\n").getBytes(StandardCharsets.US_ASCII);
    try (SmtpTalk talk = server.session()) {
      return talk.deliver(message, "a@sender.example", recipient);
    }
  }

  /** The whole file: what hooks put on top stands above our own trace field. */
  private static String content(String recipient) throws IOException {
    await().atMost(PATIENCE).until(() -> server.maildirs().files(recipient).size() == 1);
    return Files.readString(server.maildirs().files(recipient).get(0), StandardCharsets.ISO_8859_1);
  }

  private static String queueId(SmtpReply queued) {
    return queued.text().substring(queued.text().lastIndexOf(' ') + 1);
  }

  private static String fresh(String localPart) {
    return localPart + UUID.randomUUID() + "@" + LocalDomain.NAME;
  }
}
