package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.QueueStatistics;
import org.karamail.testkit.store.SampleMail;

/** Stopping delivery in the middle of its work. */
class StopTest {

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
  void whatHangsIsInterruptedAndItsLeaseGivenBack() {
    bench.smtp().always(ScriptedTransport::hang);
    List<QueueId> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(bench.accept(SampleMail.to("bob@host" + i + ".example")));
    }
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 30);

    bench.stopDelivery();

    for (QueueId id : ids) {
      assertThat(bench.queue().state(id, 0)).isEqualTo(RecipientState.QUEUED);
      assertThat(bench.queue().recipient(id, 0).attempts()).isZero();
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void underLoadEveryMessageIsEitherDeliveredOrStillQueued() {
    int many = 5_000;
    for (int i = 0; i < many; i++) {
      bench.acceptSoon(SampleMail.to("user" + i + "@host" + i % 11 + ".example"));
    }
    await().atMost(PATIENCE).until(() -> bench.queue().store().statistics().delivered() > 100);

    bench.stopDelivery();

    await().atMost(PATIENCE).until(() -> bench.queue().store().statistics().accepted() == many);
    QueueStatistics after = bench.queue().store().statistics();
    assertThat(after.count(RecipientState.ACTIVE)).isZero();
    assertThat(after.delivered() + after.count(RecipientState.QUEUED)).isEqualTo(many);
    assertThat(bench.smtp().given()).hasSize((int) after.delivered());
    assertThat(threads()).isEmpty();
  }

  @Test
  void whatFinishesInTimeIsNotInterrupted() {
    CountDownLatch stopping = new CountDownLatch(1);
    bench
        .smtp()
        .always(
            lease -> {
              stopping.await();
              return ScriptedTransport.all(lease, Leases.DELIVERED);
            });
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);

    Thread stop = new Thread(bench::stopDelivery);
    stop.start();
    await().atMost(PATIENCE).until(() -> threads().stream().noneMatch("karamail-dispatcher"::equals));
    stopping.countDown();

    await().atMost(PATIENCE).until(() -> !stop.isAlive());
    assertThat(bench.last(id, 0).attempt().orElseThrow().outcome()).isEqualTo(Leases.DELIVERED);
  }

  @Test
  void whatDoesNotStopKeepsItsLease() {
    CountDownLatch end = new CountDownLatch(1);
    bench
        .smtp()
        .always(
            lease -> {
              while (end.getCount() > 0) {
                Thread.onSpinWait();
              }
              return ScriptedTransport.all(lease, Leases.DELIVERED);
            });
    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    await().atMost(PATIENCE).until(() -> bench.delivery().active() == 1);

    bench.stopDelivery();

    assertThat(bench.queue().state(id, 0)).isEqualTo(RecipientState.ACTIVE);
    end.countDown();
    await().atMost(PATIENCE).until(() -> threads().isEmpty());
    assertThat(bench.last(id, 0).attempt().orElseThrow().outcome()).isEqualTo(Leases.DELIVERED);
  }

  @Test
  void whatIsStartedAndStoppedLeavesNoThread() {
    assertThat(threads()).contains("karamail-dispatcher");

    bench.stopDelivery();

    assertThat(threads()).isEmpty();
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("karamail-d"))
        .collect(Collectors.toSet());
  }
}
