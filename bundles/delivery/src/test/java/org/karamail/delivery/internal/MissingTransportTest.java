package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.testkit.store.SampleMail;

/** Mail whose transport is not there, not yet, or not any more. */
class MissingTransportTest {

  private static final Duration PAST_THE_GRACE = Duration.ofSeconds(10);

  @TempDir Path home;
  private DeliveryBench bench;

  @BeforeEach
  void open() {
    bench = DeliveryBench.withoutTransports(home);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aTransportThatComesSoonFindsItsMailUntouched() {
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.configure();

    bench.bind(bench.smtp());

    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    assertThat(bench.events(id, 0, MailEvent.Kind.DEFERRED)).isZero();
  }

  @Test
  void mailWaitsWithAReasonAndWithoutAnAttemptAndGoesAtOnceWhenTheTransportComes() {
    QueueId first = bench.accept(SampleMail.to("bob@north.example", "eve@south.example"));
    QueueId second = bench.accept(SampleMail.to("bob@north.example"));
    bench.age(PAST_THE_GRACE);

    bench.awaitState(first, 0, RecipientState.DEFERRED);
    bench.awaitState(first, 1, RecipientState.DEFERRED);
    bench.awaitState(second, 0, RecipientState.DEFERRED);
    assertThat(bench.queue().recipient(first, 0).attempts()).isZero();
    assertThat(bench.last(first, 0).detail()).isEqualTo("no transport 'smtp' is there");

    bench.bind(bench.smtp());

    bench.awaitEvent(first, 0, MailEvent.Kind.DELIVERED);
    bench.awaitEvent(first, 1, MailEvent.Kind.DELIVERED);
    bench.awaitEvent(second, 0, MailEvent.Kind.DELIVERED);
    assertThat(bench.last(first, 0).attempt().orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void mailForATransportThatNeverComesExpires() {
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.age(PAST_THE_GRACE);
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofDays(5));

    bench.awaitEvent(id, 0, MailEvent.Kind.EXPIRED);
    assertThat(bench.details(id, 0)).contains("too old; no transport 'smtp' is there");
  }

  @Test
  void aTransportThatIsReplacedLosesNothing() {
    bench.bind(bench.smtp());
    bench.accept(SampleMail.to("bob@north.example"));
    bench.unbind(bench.smtp());
    ScriptedTransport replacement = ScriptedTransport.remote("smtp");
    QueueId between = bench.accept(SampleMail.to("bob@north.example"));

    bench.bind(replacement);

    bench.awaitEvent(between, 0, MailEvent.Kind.DELIVERED);
    assertThat(replacement.recipients()).contains("bob@north.example");
    assertThat(bench.delivery().transports()).containsExactly("smtp");
  }

  @Test
  void oneMissingTransportDoesNotStopAnother() {
    bench.bind(bench.maildir());
    for (int i = 0; i < 200; i++) {
      bench.acceptSoon(SampleMail.to("user@host" + i + ".example"));
    }
    bench.age(PAST_THE_GRACE);
    bench.bind(bench.smtp());

    await().atMost(PATIENCE).until(() -> bench.queue().store().statistics().delivered() == 200);
  }
}
