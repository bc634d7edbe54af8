package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueueStatistics;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/** A name server that answers nobody for ten minutes is no reason to bounce anything. */
class ResolverGoneTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int HOSTS = 10;
  private static final int DOMAINS = 50;
  private static final int QUEUED = 5_000;

  @TempDir Path home;

  @Test
  void fiveThousandMessagesOutlastTenMinutesWithoutAResolver() {
    try (Outbox outbox = new Outbox(home, "200ms")) {
      List<ScriptedPeer> hosts = new ArrayList<>();
      for (int host = 0; host < HOSTS; host++) {
        int number = host;
        String[] domains =
            IntStream.range(0, DOMAINS)
                .filter(i -> i % HOSTS == number)
                .mapToObj(i -> "domain" + i + ".example")
                .toArray(String[]::new);
        hosts.add(outbox.host("mx" + host + ".example", "127.0.4." + (host + 1), Script.polite(), domains));
      }
      outbox.dns().down();
      for (int i = 0; i < QUEUED; i++) {
        outbox.acceptSoon("user" + i + "@domain" + i % DOMAINS + ".example");
      }
      outbox.delivery().start();

      await().atMost(PATIENCE).until(() -> numbers(outbox).count(RecipientState.DEFERRED) == QUEUED);
      for (int minute = 0; minute < 10; minute++) {
        long before = numbers(outbox).attempts();
        outbox.move(Duration.ofMinutes(1));
        await().atMost(PATIENCE).until(() -> numbers(outbox).attempts() > before || nothingIsDue(outbox));
      }
      assertThat(numbers(outbox).attempts()).isGreaterThan(QUEUED);
      assertThat(numbers(outbox).failed()).isZero();
      assertThat(numbers(outbox).delivered()).isZero();

      outbox.dns().up();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                outbox.move(Duration.ofMinutes(1));
                return numbers(outbox).delivered() == QUEUED;
              });
      assertThat(numbers(outbox).failed()).isZero();
      assertThat(hosts.stream().mapToInt(host -> host.confirmed().size()).sum()).isEqualTo(QUEUED);
      assertThat(numbers(outbox).accepted()).isEqualTo(QUEUED);
    }
  }

  private static boolean nothingIsDue(Outbox outbox) {
    return outbox.delivery().active() == 0
        && outbox.queue().store().nextDue().filter(due -> due.isAfter(outbox.queue().now())).isPresent();
  }

  private static QueueStatistics numbers(Outbox outbox) {
    return outbox.queue().store().statistics();
  }
}
