package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.SharedKaramail;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.maildir.DeliveredMessage;
import org.karamail.itests.maildir.Sha256;
import org.karamail.itests.smtp.SmtpTalk;

/** Ten messages of 50 MB at the same time fit through a heap of 256 MB, because no body ever sits whole in it. */
@ExtendWith(SharedKaramail.class)
final class LargeMessagesAtOnceIT {

  private static final int MESSAGES = 10;
  private static final int SIZE = 50_000_000;
  private static final int LINE = 76;

  @Test
  void tenOfFiftyMegabytesArriveUnchangedAndTheServerLives(KaramailProcess server) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(MESSAGES);
    try {
      CountDownLatch allOpen = new CountDownLatch(MESSAGES);
      List<Future<String>> hashes = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        int number = i;
        hashes.add(senders.submit(() -> send(server, number, allOpen)));
      }
      for (int i = 0; i < MESSAGES; i++) {
        String sent = hashes.get(i).get();
        assertThat(delivered(server, recipient(i)).sha256()).as(recipient(i)).isEqualTo(sent);
      }
      assertThat(server.alive()).isTrue();
      assertThat(server.greets()).isTrue();
    } finally {
      senders.shutdownNow();
      discardMailboxes(server);
    }
  }

  /** Sends one message, line by line, once all ten transactions are open; gives back its hash with LF line ends. */
  private static String send(KaramailProcess server, int number, CountDownLatch allOpen) throws Exception {
    MessageDigest digest = Sha256.digest();
    try (SmtpTalk talk = server.session()) {
      assertThat(talk.open("big@sender.example", recipient(number)).code()).isEqualTo(354);
      allOpen.countDown();
      allOpen.await();
      OutputStream out = new BufferedOutputStream(talk.body(), 65536);
      line(out, digest, ("Subject: large " + number).getBytes(StandardCharsets.US_ASCII));
      line(out, digest, new byte[0]);
      Random random = new Random(number);
      for (int sent = 0; sent < SIZE; sent += LINE + 2) {
        line(out, digest, printable(random));
      }
      out.flush();
      assertThat(talk.command(".").code()).isEqualTo(250);
    }
    return Sha256.hex(digest);
  }

  private static void line(OutputStream out, MessageDigest digest, byte[] line) throws IOException {
    out.write(line);
    out.write('\r');
    out.write('\n');
    digest.update(line);
    digest.update((byte) '\n');
  }

  private static byte[] printable(Random random) {
    byte[] line = new byte[LINE];
    random.nextBytes(line);
    for (int i = 0; i < LINE; i++) {
      line[i] = (byte) ('0' + (line[i] & 0x3f));
    }
    return line;
  }

  private static String recipient(int number) {
    return "large" + number + "@" + LocalDomain.NAME;
  }

  private static DeliveredMessage delivered(KaramailProcess server, String recipient) throws IOException {
    Awaitility.await(recipient)
        .atMost(Duration.ofMinutes(3))
        .until(() -> !server.maildirs().files(recipient).isEmpty());
    return server.maildirs().awaitOne(recipient);
  }

  private static void discardMailboxes(KaramailProcess server) throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      for (var file : server.maildirs().files(recipient(i))) {
        Files.delete(file);
      }
    }
  }
}
