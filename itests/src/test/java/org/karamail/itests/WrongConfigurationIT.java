package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.smtp.SmtpTalk;

/** A server is started with values that cannot be used, and an operator corrects them while it runs. */
final class WrongConfigurationIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] MESSAGE = "Subject: corrected\r\n\r\nHello.\r\n".getBytes(StandardCharsets.US_ASCII);

  /** A file, the key that is wrong in it, the value, and a value that is right. */
  private static final List<List<String>> WRONG =
      List.of(
          List.of("karamail.hooks.cfg", "maxThreads", "1", "64"),
          List.of("karamail.queue.cfg", "retry", "sometimes", "elemta"),
          List.of("karamail.dns.cfg", "cacheSize", "lots", "1000"),
          List.of("karamail.routing.cfg", "relayPort", "99999", "587"),
          List.of("karamail.outbound.cfg", "tls", "maybe", "opportunistic"),
          List.of("karamail.delivery.cfg", "deliveryTimeout", "5", "5m"),
          List.of("karamail.deploy.cfg", "startWithin", "x", "10s"),
          List.of("karamail.smtp-mx.cfg", "maxErrors", "x", "10"));

  @Test
  void nothingIsTakenInUntilTheValuesAreCorrectedAndThenItWorksWithoutARestart() throws Exception {
    Launch launch = Launch.shipped("wrong");
    for (List<String> wrong : WRONG) {
      launch.set(wrong.get(0), wrong.get(1), wrong.get(2));
    }
    try (KaramailProcess server = KaramailProcess.launch(launch)) {
      Awaitility.await("the wrong values are named")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(console(launch)).contains("maxThreads = '1'", "relayPort = '99999'", "retry = 'sometimes'"));
      assertThat(server.greets()).isFalse();
      assertThat(console(launch)).as("what an operator has to read").doesNotContain("\n\tat ");
      for (List<String> wrong : WRONG) {
        launch.set(wrong.get(0), wrong.get(1), wrong.get(3));
      }
      server.awaitGreeting();
      try (SmtpTalk talk = server.session()) {
        assertThat(talk.deliver(MESSAGE, "a@sender.example", "bob@" + LocalDomain.NAME).code()).isEqualTo(250);
      }
      server.maildirs().awaitOne("bob@" + LocalDomain.NAME);
      Awaitility.await("every transport is there")
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(server.shell("mail:status").output()).contains("maildir, smtp"));
    }
  }

  private static String console(Launch launch) throws IOException {
    return Files.readString(launch.folder().resolve("console.out"));
  }
}
