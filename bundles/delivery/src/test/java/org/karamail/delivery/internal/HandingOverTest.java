package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;
import static org.karamail.delivery.internal.Leases.DELIVERED;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.delivery.AttemptProgress;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.delivery.Transport;
import org.karamail.message.Message;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.karamail.testkit.store.SampleMail;

/** {@code deliveryTimeout} ends where the message begins. */
class HandingOverTest {

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
  void anAttemptWhosePeerIsTakingTheMessageIsNotCutOff() {
    HandsOver transport = new HandsOver();
    bench.bind(transport);
    QueueId taking = bench.accept(SampleMail.to("ann@taking.example"));
    QueueId waiting = bench.accept(SampleMail.to("bob@waiting.example"));
    await().atMost(PATIENCE).until(() -> transport.bothBegun.getCount() == 0);

    bench.age(Duration.ofMinutes(6));
    bench.awaitState(waiting, 0, RecipientState.DEFERRED);
    transport.end.countDown();

    bench.awaitEvent(taking, 0, MailEvent.Kind.DELIVERED);
    assertThat(bench.events(taking, 0, MailEvent.Kind.DEFERRED)).isZero();
  }

  /** Hangs everywhere, at {@code taking.example} after the peer has begun to take the message. */
  private static final class HandsOver implements Transport {

    final CountDownLatch bothBegun = new CountDownLatch(2);
    final CountDownLatch end = new CountDownLatch(1);

    @Override
    public String name() {
      return "smtp";
    }

    @Override
    public List<RecipientOutcome> deliver(Lease lease, Message message) {
      throw new AssertionError("delivery tells how far it is");
    }

    @Override
    public List<RecipientOutcome> deliver(Lease lease, Message message, AttemptProgress progress)
        throws InterruptedException {
      if (lease.route().nextHop().equals("taking.example")) {
        progress.handingOver();
      }
      bothBegun.countDown();
      end.await();
      return ScriptedTransport.all(lease, DELIVERED);
    }
  }
}
