package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.SiteStanding.Breaker.OPEN;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.testkit.store.SampleMail;

/** Mail that waits too long: the warning, the end, and what is said where nobody knows whether it arrived. */
class ExpiryTest {

  @TempDir Path home;
  private DeliveryBench bench;

  @BeforeEach
  void open() {
    bench = DeliveryBench.started(home);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theReportOfWhatExpiredSaysWhyItWasDeferredWithoutNamingOurFiles() {
    bench.smtp().always(Leases.UNREACHABLE);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofDays(5));

    assertThat(bench.onlyReport().message())
        .contains("\r\nStatus: 4.4.7\r\n")
        .contains("\r\nDiagnostic-Code: x-karamail; No connection to the next host\r\n")
        .doesNotContain("192.0.2.1");
  }

  @Test
  void theReportOfWhatMayHaveArrivedSaysSo() {
    bench.smtp().always(Leases.UNKNOWN);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofDays(5));

    assertThat(bench.onlyReport().message()).contains("may have arrived");
  }

  @Test
  void theReportOfWhatMayHaveArrivedAtAnEarlierAttemptSaysSoToo() {
    bench.smtp().always(Leases.UNKNOWN);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);
    bench.smtp().always(Leases.REFUSED);

    bench.move(Duration.ofHours(1));

    assertThat(bench.onlyReport().message().replace("\r\n ", " "))
        .contains("Action: failed", "Status: 5.1.1", "550 5.1.1 No such mailbox; an earlier attempt", "may have arrived");
  }

  @Test
  void theWarningOfADelaySaysUntilWhenItIsTried() {
    bench.schedule(Duration.ofHours(5));
    bench.smtp().always(Leases.DEFERRED);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofHours(5));
    await().atMost(PATIENCE).until(() -> bench.events(id, 0, MailEvent.Kind.DEFERRED) == 2);
    bench.move(Duration.ofMinutes(2));

    assertThat(bench.onlyReport().message()).contains("\r\nAction: delayed\r\n", "\r\nWill-Retry-Until: ");
  }

  @Test
  void whatIsTooOldBehindABreakerExpiresTogetherAlsoIfItWasNeverTried() {
    bench.smtp().always(Leases.UNREACHABLE);
    List<QueueId> ids =
        IntStream.range(0, 60).mapToObj(i -> bench.accept(SampleMail.to("bob" + i + "@north.example"))).toList();
    await().atMost(PATIENCE).until(() -> bench.delivery().standing(SampleMail.route("north.example")).breaker() == OPEN);
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 0);
    assertThat(bench.queue().state(ids.get(59), 0)).isEqualTo(RecipientState.QUEUED);

    bench.move(Duration.ofDays(5));
    bench.age(Duration.ofSeconds(60));

    ids.forEach(id -> bench.awaitState(id, 0, RecipientState.EXPIRED));
    assertThat(bench.details(ids.get(59), 0)).anyMatch(detail -> detail.contains("never tried"));
    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 60);
  }

  @Test
  void theThirdTimeNobodyKnowsStandsInTheHistoryAndNoOther() {
    bench.smtp().always(Leases.UNKNOWN);
    QueueId id = bench.accept(SampleMail.to("bob@north.example", "eve@south.example"));
    for (int attempt = 1; attempt <= 4; attempt++) {
      int made = attempt;
      await().atMost(PATIENCE).until(() -> bench.events(id, 0, MailEvent.Kind.DEFERRED) == made);
      await().atMost(PATIENCE).until(() -> bench.events(id, 1, MailEvent.Kind.DEFERRED) == made);
      bench.move(Duration.ofHours(1));
    }

    for (int recipient = 0; recipient < 2; recipient++) {
      assertThat(bench.details(id, recipient).subList(1, 5))
          .extracting(detail -> detail.contains("third time nobody knows"))
          .containsExactly(false, false, true, false);
    }
  }
}
