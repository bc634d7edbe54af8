package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.outbound.HostConnections;
import org.karamail.outbound.PoolStatistics;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

class ConnectionsTest {

  private static final String ANN = "ann@peer.example";

  private final AtomicLong skipped = new AtomicLong();
  private final Bench bench = new Bench(() -> System.nanoTime() + skipped.get());

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      bench.to(peer.address());
      for (int i = 0; i < 5; i++) {
        deliver();
      }

      assertThat(peer.connections()).isEqualTo(1);
      assertThat(bench.connections().statistics()).isEqualTo(new PoolStatistics(1, 0, 10, 4, 1));
      assertThat(bench.connections().hosts())
          .singleElement()
          .satisfies(host -> assertThat(host.idle()).isEqualTo(1));
    }
  }

  @Test
  void aConnectionCarriesSoManyMessagesAndIsLeftWithQuit() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      bench.set(Bench.settings(Duration.ofSeconds(10), 10, 2, Duration.ofMinutes(5)));
      bench.to(peer.address());
      for (int i = 0; i < 4; i++) {
        deliver();
      }

      assertThat(peer.connections()).isEqualTo(2);
      await().atMost(Bench.PATIENCE).until(() -> quits(peer) == 2);
    }
  }

  @Test
  void aConnectionThatWasClosedWhileItWasIdleCostsNoAttempt() throws Exception {
    Script closesAfterMail =
        moment ->
            moment.stage() == PeerStage.MAIL && moment.connection() == 1 && moment.occurrence() == 2
                ? Act.of(Act.Kind.CLOSE)
                : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.smtp(closesAfterMail)) {
      bench.to(peer.address());
      deliver();
      deliver();

      assertThat(peer.connections()).isEqualTo(2);
      assertThat(peer.confirmed()).hasSize(2);
    }
  }

  @Test
  void aPeerThatSaysGoodByeOnAnIdleConnectionCostsNoAttempt() throws Exception {
    Script shutsDown =
        moment ->
            moment.stage() == PeerStage.MAIL && moment.connection() == 1 && moment.occurrence() == 2
                ? Act.reply("421 4.3.2 Idle for too long")
                : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.smtp(shutsDown)) {
      bench.to(peer.address());
      deliver();
      deliver();

      assertThat(peer.confirmed()).hasSize(2);
    }
  }

  @Test
  void afterARefusalTheConnectionIsResetAndUsedAgain() throws Exception {
    Script refusesOnce =
        moment ->
            moment.stage() == PeerStage.RCPT && moment.occurrence() == 1 ? Act.reply("550 5.1.1 Nobody") : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.smtp(refusesOnce)) {
      bench.to(peer.address());
      assertThat(bench.deliver(lease(ANN), letter("hello\r\n")).get(0).outcome().kind()).isEqualTo(Kind.REFUSED);
      deliver();

      assertThat(peer.connections()).isEqualTo(1);
      assertThat(peer.commands()).contains("1 RSET");
    }
  }

  @Test
  void noHostHasMoreConnectionsThanItMay() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Script slow =
        moment -> {
          if (moment.stage() == PeerStage.DOT) {
            awaitLatch(go);
          }
          return Act.polite();
        };
    ExecutorService workers = Executors.newFixedThreadPool(6);
    try (ScriptedPeer peer = ScriptedPeer.smtp(slow)) {
      bench.set(Bench.settings(Duration.ofSeconds(15), 2, 100, Duration.ofMinutes(5)));
      bench.to(peer.address());
      List<Future<List<RecipientOutcome>>> outcomes = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        outcomes.add(workers.submit(() -> bench.deliver(lease(ANN), letter("hello\r\n"))));
      }
      await().atMost(Bench.PATIENCE).until(() -> peer.taken().size() + peer.open() >= 2 && peer.open() == 2);
      assertThat(bench.connections().statistics().utilization()).isEqualTo(100);
      assertThat(bench.connections().hosts()).extracting(HostConnections::active).containsExactly(2);
      go.countDown();

      for (Future<List<RecipientOutcome>> outcome : outcomes) {
        assertThat(outcome.get().get(0).outcome().kind()).isEqualTo(Kind.DELIVERED);
      }
      assertThat(peer.connections()).isEqualTo(2);
    } finally {
      workers.shutdownNow();
    }
  }

  @Test
  void idleConnectionsAreAskedForASignOfLifeAndThoseThatGiveNoneAreDropped() throws Exception {
    Script diesOfNoop = moment -> moment.stage() == PeerStage.NOOP && moment.connection() == 2
        ? Act.of(Act.Kind.CLOSE)
        : Act.polite();
    try (ScriptedPeer peer = ScriptedPeer.smtp(diesOfNoop)) {
      bench.to(peer.address());
      bench.caretaker().lookAfter(bench.connections(), bench::settings);
      deliver();
      skipped.addAndGet(Duration.ofSeconds(61).toNanos());
      await().atMost(Bench.PATIENCE).until(() -> peer.commands().contains("1 NOOP"));
      await().atMost(Bench.PATIENCE).until(() -> bench.connections().statistics().active() == 0);

      deliver();
      assertThat(peer.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatWaitsTooLongForMailIsClosed() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.polite())) {
      bench.set(Bench.settings(Duration.ofSeconds(10), 10, 100, Duration.ofSeconds(30)));
      bench.to(peer.address());
      deliver();
      skipped.addAndGet(Duration.ofSeconds(31).toNanos());
      bench.caretaker().lookAfter(bench.connections(), bench::settings);

      await().atMost(Bench.PATIENCE).until(() -> bench.connections().statistics().total() == 0 && peer.open() == 0);
      assertThat(quits(peer)).isEqualTo(1);
    }
  }

  private void deliver() throws InterruptedException {
    List<RecipientOutcome> outcomes = bench.deliver(lease(ANN), letter("hello\r\n"));
    assertThat(outcomes).extracting(one -> one.outcome().kind()).containsExactly(Kind.DELIVERED);
  }

  private static long quits(ScriptedPeer peer) {
    return peer.commands().stream().filter(line -> line.endsWith(" QUIT")).count();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
