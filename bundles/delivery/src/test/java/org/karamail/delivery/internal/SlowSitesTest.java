package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
import org.karamail.testkit.store.SampleMail;

/** Hosts that answer late or never, beside one that answers. */
class SlowSitesTest {

  private static final int HEALTHY = 500;

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
  void fortyHostsThatHangDoNotStopAHealthyOne() {
    hangingHosts(40, 20);

    healthyMail();

    awaitHealthyMail();
    assertThat(bench.delivery().active()).isEqualTo(40);
  }

  @Test
  void moreHostsThatHangThanThereAreSlotsStopAHealthyOneForFiveSecondsOnly() {
    hangingHosts(60, 20);
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 50);
    healthyMail();

    for (int i = 0; i < 4; i++) {
      bench.age(Duration.ofSeconds(5));
      await().atMost(PATIENCE).until(() -> bench.delivery().active() >= 60);
    }

    awaitHealthyMail();
    assertThat(bench.delivery().active()).isLessThanOrEqualTo(120);
  }

  @Test
  void anAttemptThatTakesTooLongIsInterruptedAndDeferred() {
    bench.configure("deliveryTimeout", "2m");
    hangingHosts(1, 0);
    QueueId id = bench.accept(SampleMail.to("bob@hang0.example"));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);

    bench.age(Duration.ofSeconds(119));
    assertThat(bench.queue().state(id, 0)).isEqualTo(RecipientState.ACTIVE);
    bench.age(Duration.ofSeconds(1));

    bench.awaitState(id, 0, RecipientState.DEFERRED);
    DeliveryOutcome outcome = bench.last(id, 0).attempt().orElseThrow().outcome();
    assertThat(((DeliveryOutcome.Unreachable) outcome).fault().category()).isEqualTo(Fault.Category.TIMEOUT);
    assertThat(bench.last(id, 0).attempt().orElseThrow().took()).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 0);
  }

  @Test
  void whatATransportHasDoneWhenItIsInterruptedCounts() {
    bench.smtp().always(
        lease -> {
          try {
            return ScriptedTransport.hang(lease);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of(new RecipientOutcome(0, "", Leases.DELIVERED));
          }
        });
    QueueId id = bench.accept(SampleMail.to("bob@slow.example", "eve@slow.example"));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);

    bench.age(Duration.ofMinutes(5));

    bench.awaitState(id, 1, RecipientState.DEFERRED);
    assertThat(bench.queue().state(id, 0)).isEqualTo(RecipientState.DELIVERED);
  }

  @Test
  void aTransportThatIgnoresTheInterruptKeepsItsLeaseUntilItReturns() {
    CountDownLatch end = new CountDownLatch(1);
    bench.smtp().always(lease -> stubborn(end, ScriptedTransport.all(lease, Leases.DELIVERED)));
    QueueId id = bench.accept(SampleMail.to("bob@slow.example"));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);

    bench.age(Duration.ofMinutes(5));
    bench.smtp().always(Leases.REFUSED);
    bench.move(Duration.ofHours(1));

    assertThat(bench.queue().state(id, 0)).isEqualTo(RecipientState.ACTIVE);
    end.countDown();
    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    assertThat(bench.smtp().given()).hasSize(1);
  }

  @Test
  void theInterruptOfOneAttemptNeverMeetsTheNextOfTheSameThread() {
    for (int i = 0; i < 20; i++) {
      bench.smtp().at("hang.example", ScriptedTransport::hang);
      QueueId slow = bench.accept(SampleMail.to("bob@hang.example"));
      await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);
      bench.age(Duration.ofMinutes(5));
      bench.awaitState(slow, 0, RecipientState.DEFERRED);

      QueueId next = bench.accept(SampleMail.to("bob@north.example"));
      bench.awaitEvent(next, 0, MailEvent.Kind.DELIVERED);
      bench.smtp().at("hang.example", lease -> ScriptedTransport.all(lease, Leases.REFUSED));
      bench.move(Duration.ofMinutes(2));
      bench.awaitEvent(slow, 0, MailEvent.Kind.FAILED);
    }
  }

  @Test
  void theLimitOfAllAttemptsIsKeptAndMayBeChangedWhileTheyRun() {
    bench.configure("maxConcurrentDeliveries", "3");
    hangingHosts(10, 1);
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 3);

    bench.configure("maxConcurrentDeliveries", "5");
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 5);

    bench.configure("maxConcurrentDeliveries", "1", "deliveryTimeout", "10s", "maxSlowDeliveries", "0");
    bench.age(Duration.ofSeconds(10));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);
  }

  @Test
  void aHostThatAnswersIsGivenMoreUpToTheLimitOfItsSite() {
    CountDownLatch end = new CountDownLatch(1);
    QueueId[] first = new QueueId[20];
    for (int i = 0; i < first.length; i++) {
      first[i] = bench.accept(SampleMail.to("user" + i + "@north.example"));
    }
    for (QueueId id : first) {
      bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    }
    bench.smtp().always(lease -> stubborn(end, ScriptedTransport.all(lease, Leases.DELIVERED)));
    for (int i = 0; i < 20; i++) {
      bench.acceptSoon(SampleMail.to("late" + i + "@north.example"));
    }

    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 10);
    end.countDown();
    await().atMost(PATIENCE).until(() -> bench.queue().store().statistics().delivered() == 40);
  }

  @Test
  void aHundredDomainsAtOneHostThatHangsAreOneSite() {
    bench.smtp().findingOut(route -> route.nextHop().startsWith("customer") ? "mx.provider" : route.nextHop());
    for (int i = 0; i < 100; i++) {
      bench.smtp().at("customer" + i + ".example", ScriptedTransport::hang);
      bench.acceptSoon(SampleMail.to("bob@customer" + i + ".example"));
    }
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1 && bench.queue().store().nextDue().isEmpty());

    healthyMail();

    awaitHealthyMail();
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);
    bench.age(Duration.ofSeconds(5));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 2);
    bench.age(Duration.ofSeconds(5));
    assertThat(bench.smtp().given()).filteredOn(one -> one.lease().route().nextHop().startsWith("customer")).hasSize(2);
    assertThat(bench.queue().store().statistics().attempts()).isEqualTo(HEALTHY);
  }

  @Test
  void everythingForDomainsAtOneHostIsDeliveredAndCountsNoAttemptMoreThanOnce() {
    bench.smtp().findingOut(route -> "mx.provider");
    for (int i = 0; i < 1_000; i++) {
      bench.acceptSoon(SampleMail.to("bob@customer" + i % 100 + ".example"));
    }

    await().atMost(PATIENCE).until(() -> bench.queue().store().statistics().delivered() == 1_000);
    assertThat(bench.queue().store().statistics().attempts()).isEqualTo(1_000);
    assertThat(bench.smtp().given()).hasSize(1_000);
  }

  private void hangingHosts(int hosts, int messagesEach) {
    for (int host = 0; host < hosts; host++) {
      bench.smtp().at("hang" + host + ".example", ScriptedTransport::hang);
      for (int i = 0; i < messagesEach; i++) {
        bench.acceptSoon(SampleMail.to("user" + i + "@hang" + host + ".example"));
      }
    }
  }

  private void healthyMail() {
    for (int i = 0; i < HEALTHY; i++) {
      bench.acceptSoon(SampleMail.to("user" + i + "@north.example"));
    }
  }

  private void awaitHealthyMail() {
    await().atMost(PATIENCE).until(() -> bench.queue().store().statistics().delivered() == HEALTHY);
  }

  /** Waits however often it is interrupted. */
  private static List<RecipientOutcome> stubborn(CountDownLatch end, List<RecipientOutcome> outcomes) {
    boolean waiting = true;
    while (waiting) {
      try {
        end.await();
        waiting = false;
      } catch (InterruptedException ignored) {
        waiting = end.getCount() > 0;
      }
    }
    return outcomes;
  }
}
