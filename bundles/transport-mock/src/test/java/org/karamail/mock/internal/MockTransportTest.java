package org.karamail.mock.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.karamail.mock.internal.Drill.lease;
import static org.karamail.mock.internal.Drill.letter;
import static org.karamail.mock.internal.Drill.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.karamail.delivery.RecipientOutcome;
import org.karamail.message.Body;
import org.karamail.model.DeliveryOutcome.Kind;

class MockTransportTest {

  private final MockTransport transport =
      new MockTransport(
          settings(
              Map.of(
                  "hang", "slow*@drill.example",
                  "defer", "busy@drill.example",
                  "refuse", "gone@*, none-*@drill.example",
                  "refuseReply", "552 5.2.2 Mailbox full",
                  "accept", "*@drill.example")));

  @Test
  void eachRecipientGetsWhatTheFirstPatternThatFitsSays() throws Exception {
    List<RecipientOutcome> outcomes =
        transport.deliver(
            lease("ann@drill.example", "BUSY@Drill.example", "gone@drill.example", "none-1@drill.example"), letter());

    assertThat(outcomes)
        .extracting(one -> one.outcome().kind())
        .containsExactly(Kind.DELIVERED, Kind.DEFERRED, Kind.REFUSED, Kind.REFUSED);
    assertThat(outcomes).extracting(RecipientOutcome::peer).containsOnly("mock");
    assertThat(outcomes.get(1).outcome().summary()).startsWith("451 4.3.0 ");
    assertThat(outcomes.get(2).outcome().summary()).isEqualTo("552 5.2.2 Mailbox full");
  }

  @Test
  void whoFitsNoPatternIsDeferredAndNotLost() throws Exception {
    assertThat(transport.deliver(lease("ann@elsewhere.example"), letter()).get(0).outcome().summary())
        .startsWith("450 4.3.5 No pattern of karamail.mock fits");
  }

  @Test
  void aMessageThatCannotBeReadIsNotTaken() throws Exception {
    Body unreadable =
        new Body() {
          @Override
          public long size() {
            return 1;
          }

          @Override
          public InputStream open() throws IOException {
            throw new IOException("disk error");
          }
        };

    assertThat(transport.deliver(lease("ann@drill.example"), letter(unreadable)).get(0).outcome().kind())
        .isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void aHangLastsUntilTheAttemptIsEnded() throws Exception {
    FutureTask<List<RecipientOutcome>> attempt = new FutureTask<>(() -> transport.deliver(lease("slow@drill.example"), letter()));
    Thread worker = start(attempt);

    worker.interrupt();

    assertThatThrownBy(() -> attempt.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void whatIsKnownOfOthersIsSaidWhenAHangIsEnded() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    FutureTask<List<RecipientOutcome>> attempt =
        new FutureTask<>(
            () -> {
              List<RecipientOutcome> known =
                  transport.deliver(lease("slow@drill.example", "gone@drill.example", "ann@drill.example"), letter());
              interrupted.complete(Thread.currentThread().isInterrupted());
              return known;
            });
    Thread worker = start(attempt);

    worker.interrupt();

    assertThat(attempt.get(10, TimeUnit.SECONDS))
        .extracting(one -> one.index() + " " + one.outcome().kind())
        .containsExactly("1 REFUSED", "2 DELIVERED");
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void aHangEndsWhenThePatternsNoLongerAskForIt() throws Exception {
    FutureTask<List<RecipientOutcome>> attempt = new FutureTask<>(() -> transport.deliver(lease("slow@drill.example"), letter()));
    start(attempt);

    transport.use(settings(Map.of("accept", "*")));

    assertThat(attempt.get(10, TimeUnit.SECONDS).get(0).outcome().kind()).isEqualTo(Kind.DELIVERED);
  }

  /** Starts an attempt, and goes on once it hangs. */
  private static Thread start(FutureTask<?> attempt) {
    Thread worker = new Thread(attempt, "attempt");
    worker.setDaemon(true);
    worker.start();
    await().until(() -> worker.getState() == Thread.State.WAITING);
    return worker;
  }
}
