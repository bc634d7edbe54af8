package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.ReportKind;
import org.karamail.queue.Selector;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;

/** What keeps a store small, copied and honest about its disk. */
interface UpkeepContract extends AtWorkbench {

  @Test
  default void aHealthyStoreSaysSo() {
    StoreHealth health = bench().store().health();

    assertThat(health.state()).isEqualTo(StoreHealth.State.OPEN);
    assertThat(health.detail()).isEmpty();
    assertThat(health.freeBytes()).isPositive();
    assertThat(health.setAside()).isZero();
  }

  @Test
  default void purgingForgetsTheHistoryOfWhatEndedBeforeAndNothingElse() {
    QueueId ended = deliver();
    bench().clock().move(Duration.ofHours(1));
    QueueId later = deliver();
    QueueId open = bench().accept(SampleMail.to("bea@north.example"));
    acknowledgeAll();

    assertThat(purge(bench().now().minusSeconds(60))).isEqualTo(1);

    assertThat(bench().store().history(ended)).isEmpty();
    assertThat(bench().store().history(later)).hasSize(2);
    assertThat(bench().store().history(open)).hasSize(1);
    assertThat(bench().store().get(open)).isPresent();
    bench().reopen();
    assertThat(bench().store().history(ended)).isEmpty();
  }

  @Test
  default void purgingRemovesWhatFailedBefore() {
    QueueId id = fail(Optional.empty());
    acknowledgeAll();
    assertThat(purge(bench().now())).isZero();
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.FAILED);

    bench().clock().move(Duration.ofDays(1));
    assertThat(purge(bench().now())).isPositive();

    assertThat(bench().store().get(id)).isEmpty();
    assertThat(bench().store().statistics().messages()).isZero();
    assertThat(Workbench.await(bench().store().requeue(Selector.message(id)))).isZero();
  }

  @Test
  default void purgingNeverRemovesWhatAReportIsOwedFor() {
    QueueId id = fail(Optional.of(ReportKind.FAILED));
    acknowledgeAll();
    bench().clock().move(Duration.ofDays(30));

    assertThat(purge(bench().now())).isZero();

    assertThat(bench().claimOne().id()).isEqualTo(id);
  }

  @Test
  default void purgingNeverRemovesEventsThatNobodyHasAcknowledged() {
    deliver();
    bench().clock().move(Duration.ofDays(30));

    assertThat(purge(bench().now())).isNotNegative();

    assertThat(bench().store().events(0, 100)).hasSize(2);
  }

  @Test
  default void aBackupIsAStoreThatHoldsWhatThisOneHeldThen() throws Exception {
    SampleMail small = SampleMail.to("bea@north.example");
    SampleMail large = SampleMail.to("bea@north.example").withBody(SampleMail.octets(300_000, 1));
    bench().accept(small);
    QueueId id = bench().accept(large);
    List<QueuedMessage> then = bench().contents();
    Path copy = bench().elsewhere("backup");

    Workbench.await(bench().store().backup(copy));
    for (Lease lease : bench().claim()) {
      bench().update(lease, Results.delivered(lease, bench().now()));
    }
    bench().accept(small);

    try (OpenStore opened = bench().openBeside(copy)) {
      assertThat(opened.store().search(Selector.ALL, Optional.empty(), 100)).isEqualTo(then).hasSize(2);
      try (var body = opened.store().content(id).body().open()) {
        assertThat(Arrays.equals(body.readAllBytes(), large.body())).isTrue();
      }
    }
    assertThat(bench().contents()).hasSize(1);
  }

  @Test
  default void belowTheReserveNothingComesInOrGoesOutAndLaterItGoesOnByItself() {
    bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    Lease inHand = bench().claim(1).get(0);

    bench().policy().set(SettablePolicy.withReserve(Long.MAX_VALUE / 2));
    Awaitility.await().until(() -> stateAfterAWhile() == StoreHealth.State.FULL);

    assertThatThrownBy(() -> bench().store().begin(0))
        .isInstanceOfSatisfying(
            StoreClosedException.class, closed -> assertThat(closed.reply().code()).isEqualTo(452));
    assertThat(bench().claim()).isEmpty();
    assertThat(bench().store().health().detail()).isNotEmpty();
    bench().update(inHand, Results.delivered(inHand, bench().now()));

    bench().policy().set(SettablePolicy.withReserve(0));
    Awaitility.await().until(() -> stateAfterAWhile() == StoreHealth.State.OPEN);
    bench().accept(SampleMail.to("bea@north.example"));
    assertThat(bench().claim()).hasSize(2);
  }

  private StoreHealth.State stateAfterAWhile() {
    bench().clock().move(Duration.ofSeconds(1));
    return bench().store().health().state();
  }

  private QueueId deliver() {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.delivered(lease, bench().now()));
    return lease.id();
  }

  private QueueId fail(Optional<ReportKind> owes) {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.failed(lease, bench().now(), owes));
    return lease.id();
  }

  private void acknowledgeAll() {
    bench().store().events(0, 1_000).forEach(one -> bench().store().ackEvents(one.position()));
  }

  private int purge(Instant endedBefore) {
    return Workbench.await(bench().store().purge(endedBefore));
  }
}
