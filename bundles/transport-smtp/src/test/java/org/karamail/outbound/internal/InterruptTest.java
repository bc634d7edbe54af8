package org.karamail.outbound.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.outbound.internal.Bench.lease;
import static org.karamail.outbound.internal.Bench.letter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.model.DeliveryOutcome.Kind;
import org.karamail.testkit.smtp.Act;
import org.karamail.testkit.smtp.PeerStage;
import org.karamail.testkit.smtp.Script;
import org.karamail.testkit.smtp.ScriptedPeer;

/** An attempt that is told to stop. */
class InterruptTest {

  private static final String ANN = "ann@peer.example";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anInterruptEndsAnAttemptAtOnceAndNothingIsSaidOfIt() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.RCPT, Act.of(Act.Kind.HANG)))) {
      bench.to(peer.address());
      AtomicBoolean stopped = new AtomicBoolean();
      Thread worker = worker(() -> bench.deliver(lease(ANN), letter("hello\r\n")), stopped);
      await().atMost(Bench.PATIENCE).until(() -> peer.commands().stream().anyMatch(line -> line.contains("RCPT")));
      worker.interrupt();
      worker.join(Bench.PATIENCE.toMillis());

      assertThat(stopped).isTrue();
      assertThat(bench.connections().statistics().total()).isZero();
    }
  }

  @Test
  void anInterruptAfterTheDotLeavesTheOutcomeUnknown() throws Exception {
    try (ScriptedPeer peer = ScriptedPeer.smtp(Script.at(PeerStage.DOT, Act.of(Act.Kind.HANG)))) {
      bench.to(peer.address());
      CompletableFuture<Kind> outcome = new CompletableFuture<>();
      Thread worker =
          worker(() -> outcome.complete(kind(bench.deliver(lease(ANN), letter("hello\r\n")))), new AtomicBoolean());
      await().atMost(Bench.PATIENCE).until(() -> !peer.taken().isEmpty());
      worker.interrupt();

      assertThat(outcome).succeedsWithin(Bench.PATIENCE).isEqualTo(Kind.UNKNOWN);
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static Thread worker(Work work, AtomicBoolean stopped) {
    Thread worker =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException told) {
                stopped.set(true);
              }
            });
    worker.start();
    return worker;
  }

  private static Kind kind(List<RecipientOutcome> outcomes) {
    return outcomes.get(0).outcome().kind();
  }
}
