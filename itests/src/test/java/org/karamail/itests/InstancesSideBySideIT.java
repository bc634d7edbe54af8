package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/** Two servers run from one unpacked distribution; one is told to end while mail waits in it. */
final class InstancesSideBySideIT {

  private static final byte[] MESSAGE = "Subject: waiting\r\n\r\nHello.\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int WAITING = 50;

  @Test
  void oneEndsCleanlyWithItsQueueIntactAndTheOtherNeverNotices() throws Exception {
    Launch paused = Launch.shipped("paused").set("karamail.delivery.cfg", "paused", "true");
    Launch other = Launch.shipped("other");
    KaramailProcess first = KaramailProcess.launch(paused);
    try (KaramailProcess second = KaramailProcess.start(other)) {
      first.awaitGreeting();
      queueSome(first);
      assertThat(first.stop(Duration.ofMinutes(1))).as("ends after SIGTERM").isTrue();
      assertThat(first.maildirs().files()).as("delivered although paused").isEmpty();
      assertThat(deliver(second, "bob@" + LocalDomain.NAME).code()).isEqualTo(250);
      second.maildirs().awaitOne("bob@" + LocalDomain.NAME);
      resumeAndExpectAll(paused.set("karamail.delivery.cfg", "paused", "false"));
    } finally {
      first.close();
    }
  }

  private static void queueSome(KaramailProcess server) throws Exception {
    for (int i = 0; i < WAITING; i++) {
      assertThat(deliver(server, "w" + i + "@" + LocalDomain.NAME).code()).isEqualTo(250);
    }
  }

  private static void resumeAndExpectAll(Launch launch) throws Exception {
    try (KaramailProcess again = KaramailProcess.start(launch)) {
      for (int i = 0; i < WAITING; i++) {
        again.maildirs().awaitOne("w" + i + "@" + LocalDomain.NAME);
      }
    }
  }

  private static SmtpReply deliver(KaramailProcess server, String recipient) throws Exception {
    try (SmtpTalk talk = server.session()) {
      return talk.deliver(MESSAGE, "a@sender.example", recipient);
    }
  }
}
