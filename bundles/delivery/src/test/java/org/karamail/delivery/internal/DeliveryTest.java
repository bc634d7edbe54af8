package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueuedRecipient;
import org.karamail.testkit.store.SampleMail;

/** What becomes of recipients, with the real store below and a scripted transport above. */
class DeliveryTest {

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
  void aMessageIsGivenToTheTransportOfItsRouteOctetForOctet() {
    SampleMail mail = SampleMail.to("bob@north.example").withBody(SampleMail.octets(300_000, 7));

    QueueId id = bench.accept(mail);

    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    assertThat(bench.smtp().given()).hasSize(1);
    ScriptedTransport.Given given = bench.smtp().given().get(0);
    assertThat(given.lease().route()).isEqualTo(SampleMail.route("north.example"));
    assertThat(given.message()).isEqualTo(latin1(mail.headers()) + latin1(mail.body()));
    assertThat(bench.last(id, 0).attempt().orElseThrow())
        .satisfies(
            attempt -> {
              assertThat(attempt.number()).isEqualTo(1);
              assertThat(attempt.peer()).startsWith("peer.example");
              assertThat(attempt.startedAt()).isEqualTo(bench.clock().instant());
            });
  }

  @Test
  void whatIsDeferredIsTriedAgainBySchedule() {
    bench.schedule(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));
    bench.smtp().always(Leases.DEFERRED);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    for (int minutes : List.of(1, 5, 15, 15)) {
      bench.awaitState(id, 0, RecipientState.DEFERRED);
      assertThat(bench.queue().recipient(id, 0).due())
          .isEqualTo(bench.clock().instant().plus(Duration.ofMinutes(minutes)));
      int before = bench.queue().recipient(id, 0).attempts();
      bench.move(Duration.ofMinutes(minutes));
      await().atMost(PATIENCE).until(() -> bench.queue().recipient(id, 0).attempts() == before + 1);
    }

    assertThat(bench.queue().recipient(id, 0).attempts()).isEqualTo(5);
    assertThat(bench.last(id, 0).attempt().orElseThrow().number()).isEqualTo(5);
  }

  @Test
  void eachRecipientOfAnAttemptHasItsOwnOutcome() {
    bench
        .smtp()
        .always(
            lease ->
                List.of(
                    new RecipientOutcome(0, "", Leases.DELIVERED),
                    new RecipientOutcome(1, "", Leases.DEFERRED),
                    new RecipientOutcome(2, "", Leases.REFUSED),
                    new RecipientOutcome(3, "", Leases.UNKNOWN),
                    new RecipientOutcome(4, "", Leases.UNREACHABLE)));
    QueueId id = bench.accept(SampleMail.to("a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"));

    bench.awaitState(id, 1, RecipientState.DEFERRED);
    assertThat(bench.smtp().given()).hasSize(1);
    assertThat(bench.queue().store().get(id).orElseThrow().recipients())
        .extracting(QueuedRecipient::state)
        .containsExactly(
            RecipientState.DELIVERED,
            RecipientState.DEFERRED,
            RecipientState.FAILED,
            RecipientState.DEFERRED,
            RecipientState.DEFERRED);
    assertThat(bench.queue().recipient(id, 3).due())
        .isEqualTo(bench.clock().instant().plus(Duration.ofMinutes(30)));
  }

  @Test
  void recipientsOfSeveralRoutesTravelApart() {
    bench.smtp().at("south.example", lease -> ScriptedTransport.all(lease, Leases.REFUSED));
    QueueId id = bench.accept(SampleMail.to("a@north.example", "b@south.example", "c@north.example"));

    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    bench.awaitEvent(id, 2, MailEvent.Kind.DELIVERED);
    bench.awaitEvent(id, 1, MailEvent.Kind.FAILED);
    assertThat(bench.smtp().givenFor("north.example")).isEqualTo(1);
    assertThat(bench.smtp().givenFor("south.example")).isEqualTo(1);
  }

  @Test
  void aTransportThatThrowsHasDeferredAsALocalFault() {
    bench.smtp().at("exception.example", lease -> {
      throw new IllegalStateException("bug");
    });
    bench.smtp().at("error.example", lease -> {
      throw new NoClassDefFoundError("gone");
    });
    bench.smtp().at("null.example", lease -> nothing());
    bench.smtp().at("nobody.example", lease -> List.of());
    bench.smtp().at("stranger.example", lease -> List.of(new RecipientOutcome(77, "", Leases.DELIVERED)));
    QueueId id =
        bench.accept(
            SampleMail.to("a@exception.example", "b@error.example", "c@null.example", "d@nobody.example", "e@stranger.example"));

    for (int i = 0; i < 5; i++) {
      bench.awaitState(id, i, RecipientState.DEFERRED);
      DeliveryOutcome outcome = bench.last(id, i).attempt().orElseThrow().outcome();
      assertThat(((DeliveryOutcome.Unreachable) outcome).fault().category()).isEqualTo(Fault.Category.LOCAL);
    }
    assertThat(bench.delivery().active()).isZero();
  }

  @Test
  void ofTwoOutcomesForOneRecipientTheFirstIsBelieved() {
    bench
        .smtp()
        .always(lease -> List.of(new RecipientOutcome(0, "", Leases.DEFERRED), new RecipientOutcome(0, "", Leases.REFUSED)));
    QueueId id = bench.accept(SampleMail.to("a@x.example"));

    bench.awaitState(id, 0, RecipientState.DEFERRED);
  }

  @Test
  void whatGrowsTooOldExpiresWithoutAnotherAttempt() {
    bench.smtp().always(Leases.DEFERRED);
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);

    bench.move(Duration.ofDays(5));

    bench.awaitEvent(id, 0, MailEvent.Kind.EXPIRED);
    assertThat(bench.smtp().given()).hasSize(1);
  }

  @Test
  void whatWasNeverTriedIsTriedOnceHoweverOldItIs() {
    bench.smtp().always(Leases.DEFERRED);
    bench.configure("paused", "true");
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.move(Duration.ofDays(30));

    bench.configure("paused", "false");

    bench.awaitEvent(id, 0, MailEvent.Kind.EXPIRED);
    assertThat(bench.smtp().given()).hasSize(1);
    assertThat(bench.last(id, 0).detail()).isNotEmpty();
  }

  @Test
  void onPauseNothingIsBegunAndAfterwardsEverything() {
    bench.configure("paused", "true");
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.move(Duration.ofMinutes(1));

    assertThat(bench.delivery().isPaused()).isTrue();
    assertThat(bench.queue().state(id, 0)).isEqualTo(RecipientState.QUEUED);

    bench.configure("paused", "false");
    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
  }

  @Test
  void aQueueOnPauseIsNotPolledAndGoesOnWhenItIsResumed() {
    DeliveryBench.awaitStage(bench.queue().store().pause(true));
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    assertThat(bench.queue().state(id, 0)).isEqualTo(RecipientState.QUEUED);

    DeliveryBench.awaitStage(bench.queue().store().pause(false));

    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
  }

  @Test
  void aBadValueLeavesTheLastGoodOneInForce() {
    bench.configure("maxConcurrentDeliveries", "7");
    bench.configure("maxConcurrentDeliveries", "seven", "paused", "true");

    assertThat(bench.delivery().limit()).isEqualTo(7);
    assertThat(bench.delivery().isPaused()).isFalse();
  }

  @Test
  void everyMessageOfTenThousandIsDeliveredExactlyOnce() {
    int many = 10_000;
    for (int i = 0; i < many; i++) {
      bench.acceptSoon(SampleMail.to("user" + i + "@host" + i % 17 + ".example"));
    }

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> bench.queue().store().statistics().delivered() == many);
    assertThat(bench.smtp().recipients()).hasSize(many).doesNotHaveDuplicates();
    assertThat(bench.queue().store().statistics().attempts()).isEqualTo(many);
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 0);
    assertThat(bench.queue().store().statistics().recipients().values()).containsOnly(0L);
  }

  private static String latin1(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static List<RecipientOutcome> nothing() {
    return null;
  }
}
