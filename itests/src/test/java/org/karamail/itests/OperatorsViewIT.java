package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.instance.SharedKaramail;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.machine.Command;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/** What an operator sees and may get wrong. */
@ExtendWith(SharedKaramail.class)
final class OperatorsViewIT {

  private static final String LISTENER = "karamail.smtp-mx.cfg";
  private static final byte[] MESSAGE = "Subject: traced\r\n\r\nHello.\r\n".getBytes(StandardCharsets.US_ASCII);

  @Test
  void statusAndTraceAnswerThroughTheScript(KaramailProcess server) throws Exception {
    SmtpReply reply;
    try (SmtpTalk talk = server.session()) {
      reply = talk.deliver(MESSAGE, "a@sender.example", "traced@" + LocalDomain.NAME);
    }
    server.maildirs().awaitOne("traced@" + LocalDomain.NAME);
    String id = reply.text().substring(reply.text().lastIndexOf(' ') + 1);
    awaitTheShell(server);
    Awaitility.await("the trace of " + id)
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(server.shell("mail:trace", id).output()).contains(id).contains("DELIVERED"));
  }

  @Test
  void aWrongIdIsOneLineAndNoStackTrace(KaramailProcess server) throws Exception {
    awaitTheShell(server);
    Command.Finished answer = server.shell("mail:trace", "NOSUCHID");
    assertThat(answer.output()).contains("NOSUCHID").doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(answer.output().strip().lines()).hasSize(1);
  }

  @Test
  void aWrongValueIsNamedInTheLogAndTheLastGoodOneStays(KaramailProcess server) throws Exception {
    Launch launch = server.launch();
    byte[] good = Files.readAllBytes(launch.etc().resolve(LISTENER));
    try {
      launch.set(LISTENER, "maxRecipients", "many");
      Awaitility.await("the refusal in the log")
          .atMost(Duration.ofMinutes(1))
          .until(() -> server.logs().lines().anyMatch(line -> line.contains("karamail.smtp") && line.contains("maxRecipients") && line.contains("many")));
      assertThat(server.greets()).isTrue();
    } finally {
      Files.write(launch.etc().resolve(LISTENER), good);
    }
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine(KaramailProcess server) throws Exception {
    Launch same = Launch.shipped("taken").with("KARAMAIL_SMTP_PORT", Integer.toString(server.smtpPort()));
    try (KaramailProcess second = KaramailProcess.launch(same)) {
      Awaitility.await("the second to give up").atMost(Duration.ofMinutes(1)).until(() -> !second.alive());
      assertThat(second.logs()).contains(Integer.toString(server.smtpPort())).contains("taken").doesNotContain("\tat ");
    }
  }

  /** Sessions come and go; their threads must not stay. */
  @Test
  void aThousandSessionsLeaveNoThreadsBehind(KaramailProcess server) throws Exception {
    awaitTheShell(server); // the last that starts; its threads are none of the sessions'
    sessions(server, 200);
    long before = threads(server);
    sessions(server, 1000);
    Awaitility.await("the threads to end, there were " + before)
        .atMost(Duration.ofMinutes(1))
        .until(() -> threads(server) <= before + 3);
  }

  private static void awaitTheShell(KaramailProcess server) {
    Awaitility.await("the shell").atMost(Duration.ofMinutes(1)).until(() -> server.shell("mail:status").code() == 0);
  }

  private static void sessions(KaramailProcess server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      try (SmtpTalk talk = server.session()) {
        if (i % 2 == 0) {
          talk.command("QUIT");
        }
      }
    }
  }

  private static long threads(KaramailProcess server) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(server.java().pid()), "task"))) {
      return tasks.count();
    }
  }
}
