package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.queue.store.Spawn;
import org.karamail.queue.store.StoreClosedException;

/** A lease is held by one, ends once, and is good for nothing afterwards. */
interface LeaseContract extends AtWorkbench {

  @Test
  default void aLeasedRecipientIsActiveAndIsNotGivenOutAgain() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.ACTIVE);
    assertThat(bench().claim()).isEmpty();
    assertThat(bench().store().extend(lease)).isTrue();
  }

  @Test
  default void aLeaseGivenBackLeavesItsRecipientsInTheirOldPlace() {
    QueueId first = bench().accept(SampleMail.to("bea@north.example"));
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claim(1).get(0);

    bench().store().giveBack(lease);

    assertThat(bench().state(first, 0)).isEqualTo(RecipientState.QUEUED);
    Lease again = bench().claim(1).get(0);
    assertThat(again.id()).isEqualTo(first);
    assertThat(again.epoch()).isNotEqualTo(lease.epoch());
    assertThat(again.recipients()).isEqualTo(lease.recipients());
  }

  @Test
  default void recipientsThatAnUpdateDoesNotNameGoBackToTheirOldPlaceUntried() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claim(1).get(0);

    bench().update(lease, Results.delivered(lease, bench().now()).subList(0, 1));

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.DELIVERED);
    assertThat(bench().state(id, 1)).isEqualTo(RecipientState.QUEUED);
    Lease rest = bench().claim(1).get(0);
    assertThat(rest.id()).isEqualTo(id);
    assertThat(rest.recipients()).containsExactly(lease.recipients().get(1));
  }

  @Test
  default void aLeaseThatHasEndedCannotBeUpdatedOrExtended() {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease ended = bench().claimOne();
    bench().update(ended, Results.deferred(ended, bench().now(), bench().now().plusSeconds(60)));
    QueueId other = bench().accept(SampleMail.to("cid@north.example"));
    Lease givenBack = bench().claimOne();
    bench().store().giveBack(givenBack);

    assertRefused(ended);
    assertRefused(givenBack);
    assertThat(bench().state(ended.id(), 0)).isEqualTo(RecipientState.DEFERRED);
    assertThat(bench().state(other, 0)).isEqualTo(RecipientState.QUEUED);
  }

  @Test
  default void anEarlierHolderIsRefusedAndTheLaterOneIsNotDisturbed() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease early = bench().claimOne();
    bench().store().giveBack(early);
    Lease late = bench().claimOne();

    assertRefused(early);
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.ACTIVE);
    bench().update(late, Results.delivered(late, bench().now()));
    assertThat(bench().store().get(id)).isEmpty();
  }

  private void assertRefused(Lease lease) {
    assertThat(bench().store().extend(lease)).isFalse();
    assertThatThrownBy(() -> bench().update(lease, Results.delivered(lease, bench().now())))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(value = Transition.class, names = {"BECOME_DUE", "LEASE", "RELEASE", "REQUEUE"})
  default void aChangeThatDoesNotStartAtActiveIsRefusedAndNothingChanges(Transition illegal) {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    Lease lease = bench().claimOne();
    List<QueuedRecipient> before = bench().store().get(id).orElseThrow().recipients();
    int events = bench().store().events(0, 100).size();
    RecipientUpdate good = Results.delivered(lease, bench().now()).get(0);
    RecipientUpdate bad = RecipientUpdate.moved(1, illegal, "no", Optional.empty());

    assertThatThrownBy(() -> bench().update(lease, List.of(good, bad))).isInstanceOf(IllegalStateException.class);

    assertThat(bench().store().get(id).orElseThrow().recipients()).isEqualTo(before);
    assertThat(bench().store().events(0, 100)).hasSize(events);
    bench().update(lease, Results.delivered(lease, bench().now()));
    assertThat(bench().store().get(id)).isEmpty();
  }

  @Test
  default void anUpdateOfARecipientThatTheLeaseDoesNotHoldIsRefusedAndNothingChanges() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    Lease lease =
        bench().claim().stream().filter(one -> one.route().nextHop().equals("north.example")).findFirst().orElseThrow();
    RecipientUpdate alien = RecipientUpdate.moved(1, Transition.CANCEL, "not mine", Optional.empty());

    assertThatThrownBy(() -> bench().update(lease, List.of(alien))).isInstanceOf(RuntimeException.class);

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.ACTIVE);
    assertThat(bench().state(id, 1)).isEqualTo(RecipientState.ACTIVE);
    bench().update(lease, Results.delivered(lease, bench().now()));
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.DELIVERED);
  }

  @Test
  default void aRefusedUpdateSpawnsNothing() {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().store().giveBack(lease);
    SampleMail report = SampleMail.to("ann@sender.example").withSender("");
    Draft draft = bench().draft(report);
    Spawn spawn = new Spawn(draft, report.submission(bench().now()));

    assertThatThrownBy(
            () ->
                Workbench.await(
                    bench().store().update(lease, Results.delivered(lease, bench().now()), List.of(spawn))))
        .isInstanceOf(IllegalStateException.class);

    assertThat(bench().store().get(draft.id())).isEmpty();
    draft.abort();
    bench().reopen();
    assertThat(bench().contents()).hasSize(1);
  }

  @Test
  default void givingALeaseBackTellsWhoeverListens() throws Exception {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    AtomicInteger told = new AtomicInteger();
    try (AutoCloseable listening = bench().store().onWork(told::incrementAndGet)) {
      assertThat(listening).isNotNull();
      bench().store().giveBack(lease);
      Awaitility.await().until(() -> told.get() > 0);
    }
  }

  @Test
  default void anUpdateThatComesAfterTheShutdownFails() {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    MailQueueStore closed = bench().store();
    bench().close();

    assertThatThrownBy(
            () -> Workbench.await(closed.update(lease, Results.delivered(lease, bench().now()), List.of())))
        .isInstanceOf(StoreClosedException.class);
    bench().reopen();
    assertThat(bench().state(lease.id(), 0)).isEqualTo(RecipientState.QUEUED);
  }
}
