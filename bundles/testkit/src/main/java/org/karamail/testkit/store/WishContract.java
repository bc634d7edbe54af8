package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.Selector;

/** A command that meets a recipient whose attempt is under way is a wish, granted for what the attempt leaves open. */
interface WishContract extends AtWorkbench {

  @Test
  default void aHoldWaitsForTheAttemptAndIsThenGranted() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();

    assertThat(Workbench.await(bench().store().hold(Selector.message(id), "stop"))).isEqualTo(1);
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.ACTIVE);
    bench().update(lease, Results.deferred(lease, bench().now(), bench().now().plusSeconds(60)));

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.HELD);
    assertThat(bench().recipient(id, 0).attempts()).isEqualTo(1);
    assertThat(bench().store().history(id))
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.DEFERRED, MailEvent.Kind.HELD);
  }

  @Test
  default void aCancellationWaitsForTheAttemptAndIsThenGranted() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    Lease lease = bench().claimOne();

    assertThat(Workbench.await(bench().store().cancel(Selector.message(id), "no more"))).isEqualTo(2);
    bench().update(lease, List.of(Results.delivered(lease, bench().now()).get(0)));

    assertThat(bench().store().get(id)).isEmpty();
    assertThat(bench().store().history(id))
        .extracting(MailEvent::state)
        .contains(RecipientState.DELIVERED, RecipientState.CANCELLED);
  }

  @Test
  default void whatTheAttemptSettlesTheWishDoesNotUndo() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    Workbench.await(bench().store().cancel(Selector.message(id), "too late"));

    bench().update(lease, Results.delivered(lease, bench().now()));

    assertThat(bench().store().history(id))
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.DELIVERED);
  }

  @Test
  default void aLeaseGivenBackGrantsTheWish() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    Workbench.await(bench().store().hold(Selector.message(id), "stop"));

    bench().store().giveBack(lease);

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.HELD);
    assertThat(bench().claim()).isEmpty();
  }

  @Test
  default void aReleaseTakesBackAHoldThatIsStillAWish() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    Workbench.await(bench().store().hold(Selector.message(id), "stop"));
    Workbench.await(bench().store().release(Selector.message(id)));

    bench().update(lease, List.of(RecipientUpdate.postponed(0, bench().now().plusSeconds(60), "later")));

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.DEFERRED);
  }

  @Test
  default void aWishOutlivesAKill() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    assertThat(bench().claimOne().id()).isEqualTo(id);
    Workbench.await(bench().store().hold(Selector.message(id), "stop"));

    bench().reopenAfterKill();

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.HELD);
    assertThat(bench().recipient(id, 0).detail()).isEqualTo("stop");
    assertThat(bench().claim()).isEmpty();
  }
}
