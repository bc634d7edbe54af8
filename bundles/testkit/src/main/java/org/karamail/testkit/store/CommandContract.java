package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.Selector;

/** What operators may do, and that it is durable when it is answered. */
interface CommandContract extends AtWorkbench {

  @Test
  default void heldMailIsNotClaimedUntilItIsReleased() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));

    assertThat(changed(bench().store().hold(Selector.message(id), "under inspection"))).isEqualTo(2);

    assertThat(bench().claim()).isEmpty();
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.HELD);
    assertThat(bench().recipient(id, 1).detail()).isEqualTo("under inspection");
    bench().reopenAfterKill();
    assertThat(bench().claim()).isEmpty();
    assertThat(changed(bench().store().release(Selector.message(id)))).isEqualTo(2);
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.QUEUED);
    assertThat(bench().claim()).hasSize(2);
    assertThat(bench().store().history(id))
        .filteredOn(event -> event.recipient() == 0)
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.HELD, MailEvent.Kind.RELEASED);
  }

  @Test
  default void aCommandThatIsRepeatedChangesNothingMore() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));

    assertThat(changed(bench().store().hold(Selector.ALL, "once"))).isEqualTo(1);
    assertThat(changed(bench().store().hold(Selector.ALL, "twice"))).isZero();
    assertThat(bench().recipient(id, 0).detail()).isEqualTo("once");
    assertThat(changed(bench().store().release(Selector.ALL))).isEqualTo(1);
    assertThat(changed(bench().store().release(Selector.ALL))).isZero();
    assertThat(changed(bench().store().requeue(Selector.ALL))).isZero();
    assertThat(changed(bench().store().cancel(Selector.ALL, "no more"))).isEqualTo(1);
    assertThat(changed(bench().store().cancel(Selector.ALL, "no more"))).isZero();
  }

  @Test
  default void deferredAndScheduledMailIsHeldToo() {
    QueueId deferred = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.deferred(lease, bench().now(), bench().now().plusSeconds(60)));
    QueueId scheduled = bench().accept(SampleMail.to("bea@north.example").dueAt(bench().now().plusSeconds(60)));

    assertThat(changed(bench().store().hold(Selector.ALL, "stop"))).isEqualTo(2);
    bench().clock().move(Duration.ofHours(1));

    assertThat(bench().claim()).isEmpty();
    assertThat(changed(bench().store().release(Selector.ALL))).isEqualTo(2);
    assertThat(bench().claim()).extracting(Lease::id).containsExactlyInAnyOrder(deferred, scheduled);
  }

  @Test
  default void requeueMakesWaitingAndFailedMailDueNow() {
    QueueId deferred = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.deferred(lease, bench().now(), bench().now().plusSeconds(3_600)));
    QueueId failed = bench().accept(SampleMail.to("bea@north.example"));
    lease = bench().claimOne();
    bench().update(lease, Results.failed(lease, bench().now(), Optional.empty()));
    QueueId scheduled = bench().accept(SampleMail.to("bea@north.example").dueAt(bench().now().plusSeconds(60)));

    assertThat(changed(bench().store().requeue(Selector.ALL))).isEqualTo(3);

    assertThat(bench().state(failed, 0)).isEqualTo(RecipientState.QUEUED);
    List<Lease> leases = bench().claim();
    assertThat(leases).extracting(Lease::id).containsExactlyInAnyOrder(deferred, failed, scheduled);
    assertThat(leases).extracting(one -> one.recipients().get(0).attempts()).containsExactlyInAnyOrder(1, 1, 0);
    assertThat(bench().store().history(failed))
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.FAILED, MailEvent.Kind.REQUEUED);
  }

  @Test
  default void timeOnHoldDoesNotCountTowardsTheAge() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    bench().clock().move(Duration.ofMinutes(10));
    changed(bench().store().hold(Selector.message(id), "stop"));
    bench().reopen();
    bench().clock().move(Duration.ofHours(7));
    changed(bench().store().release(Selector.message(id)));

    assertThat(bench().claimOne().recipients().get(0).firstDue()).isEqualTo(bench().now().minusSeconds(600));
  }

  @Test
  default void expiredMailThatIsQueuedAgainBeginsItsAgeAnew() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.moved(lease, Transition.EXPIRE, "too old"));
    bench().clock().move(Duration.ofHours(7));

    changed(bench().store().requeue(Selector.message(id)));

    assertThat(bench().claimOne().recipients().get(0).firstDue()).isEqualTo(bench().now());
  }

  @Test
  default void cancelledMailLeavesWithItsReason() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));

    assertThat(changed(bench().store().cancel(Selector.message(id), "sent by mistake"))).isEqualTo(1);

    assertThat(bench().store().get(id)).isEmpty();
    assertThat(bench().claim()).isEmpty();
    MailEvent last = bench().store().history(id).get(1);
    assertThat(last.kind()).isEqualTo(MailEvent.Kind.CANCELLED);
    assertThat(last.detail()).isEqualTo("sent by mistake");
  }

  @Test
  default void aSelectorMeansRecipientsAndNotWholeMessages() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    Selector north =
        new Selector(
            Set.of(), Set.of(), Optional.empty(), Optional.of("*@NORTH.example"), Optional.empty(), Optional.empty());

    assertThat(changed(bench().store().hold(north, "stop"))).isEqualTo(1);

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.HELD);
    assertThat(bench().state(id, 1)).isEqualTo(RecipientState.QUEUED);
    assertThat(bench().claimOne().route()).isEqualTo(SampleMail.route("south.example"));
  }

  @Test
  default void holdingSomeRecipientsOfARouteLeavesTheOthersDue() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    Selector bea =
        new Selector(
            Set.of(), Set.of(), Optional.empty(), Optional.of("bea@*"), Optional.empty(), Optional.empty());

    assertThat(changed(bench().store().hold(bea, "stop"))).isEqualTo(1);

    assertThat(bench().claimOne().recipients()).extracting(one -> one.recipient().index()).containsExactly(1);
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.HELD);
  }

  @Test
  default void aCommandReachesMoreMailThanOneSliceHolds() {
    for (int i = 0; i < 700; i++) {
      bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    }

    assertThat(changed(bench().store().hold(Selector.ALL, "all of it"))).isEqualTo(1_400);
    assertThat(bench().claim()).isEmpty();
    assertThat(changed(bench().store().release(Selector.ALL))).isEqualTo(1_400);
    assertThat(bench().claim(2_000)).hasSize(1_400);
  }

  @Test
  default void onPauseNothingIsGivenOutAndEverythingElseGoesOn() {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();

    Workbench.await(bench().store().pause(true));

    bench().update(lease, Results.delivered(lease, bench().now()));
    QueueId later = bench().accept(SampleMail.to("bea@north.example"));
    assertThat(bench().store().isPaused()).isTrue();
    assertThat(bench().claim()).isEmpty();
    bench().reopenAfterKill();
    assertThat(bench().store().isPaused()).isTrue();
    assertThat(bench().claim()).isEmpty();
    Workbench.await(bench().store().pause(false));
    assertThat(bench().store().isPaused()).isFalse();
    assertThat(bench().claimOne().id()).isEqualTo(later);
  }

  @Test
  default void whoeverListensIsToldOfReleasedRequeuedAndResumedMail() throws Exception {
    bench().accept(SampleMail.to("bea@north.example").born(RecipientState.HELD));
    bench().accept(SampleMail.to("bea@north.example").dueAt(bench().now().plusSeconds(60)));
    AtomicInteger told = new AtomicInteger();
    try (AutoCloseable listening = bench().store().onWork(told::incrementAndGet)) {
      assertThat(listening).isNotNull();
      changed(bench().store().release(Selector.ALL));
      Awaitility.await().until(() -> told.getAndSet(0) > 0);
      changed(bench().store().requeue(Selector.ALL));
      Awaitility.await().until(() -> told.getAndSet(0) > 0);
      Workbench.await(bench().store().pause(true));
      Workbench.await(bench().store().pause(false));
      Awaitility.await().until(() -> told.getAndSet(0) > 0);
    }
  }

  private static int changed(CompletionStage<Integer> command) {
    return Workbench.await(command);
  }
}
