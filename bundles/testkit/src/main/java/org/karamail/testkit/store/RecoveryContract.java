package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.karamail.model.MailEvent;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.queue.store.StoreHealth;

/** A start, orderly or after a kill, finds everything as it was left. */
interface RecoveryContract extends AtWorkbench {

  @Test
  default void messagesAndHistoryAreThereAgainAfterAStart() {
    fillWithEverything();
    List<QueuedMessage> before = bench().contents();

    bench().reopen();

    assertThat(bench().contents()).isEqualTo(before).hasSize(5);
  }

  @Test
  default void messagesAndHistoryAreThereAgainAfterAKill() {
    fillWithEverything();
    List<QueuedMessage> before = bench().contents();
    List<MailEvent> history = bench().store().history(before.get(0).id());

    bench().reopenAfterKill();

    assertThat(bench().contents()).isEqualTo(before).hasSize(5);
    assertThat(bench().store().history(before.get(0).id())).isEqualTo(history).hasSizeGreaterThan(1);
    assertThat(bench().store().health().state()).isEqualTo(StoreHealth.State.OPEN);
    assertThat(bench().store().health().setAside()).isZero();
  }

  /** One message in each state that lasts. */
  private void fillWithEverything() {
    bench().accept(SampleMail.to("bea@north.example").withPriority(new Priority(137)));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.deferred(lease, bench().now(), bench().now().plusSeconds(60)));
    bench().accept(SampleMail.to("bea@north.example", "cid@north.example").withBody(SampleMail.octets(200_000, 1)));
    lease = bench().claimOne();
    bench().update(lease, List.of(Results.failed(lease, bench().now(), Optional.empty()).get(0),
        Results.delivered(lease, bench().now()).get(1)));
    bench().accept(SampleMail.to("bea@north.example").dueAt(bench().now().plusSeconds(60)));
    QueueId held = bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    Workbench.await(bench().store().hold(Selector.message(held), "stop"));
    bench().accept(SampleMail.to("bea@north.example").withSender(""));
  }

  @Test
  default void aFirstAttemptCutByAKillIsDueAgainUncounted() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease cut = bench().claimOne();

    bench().reopenAfterKill();

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.QUEUED);
    assertThat(bench().claimOne().recipients()).isEqualTo(cut.recipients());
  }

  @Test
  default void aLaterAttemptCutByAKillIsDueAgainWithTheEarlierOnesCounted() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease first = bench().claimOne();
    bench().update(first, Results.deferred(first, bench().now(), bench().now().plusSeconds(60)));
    bench().clock().move(Duration.ofSeconds(60));
    Lease cut = bench().claimOne();

    bench().reopenAfterKill();

    assertThat(bench().state(id, 0)).isIn(RecipientState.QUEUED, RecipientState.DEFERRED);
    LeasedRecipient again = bench().claimOne().recipients().get(0);
    assertThat(again).isEqualTo(cut.recipients().get(0));
    assertThat(again.attempts()).isEqualTo(1);
  }

  @Test
  default void anOutcomeIsNotForgottenByAKill() {
    QueueId delivered = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.delivered(lease, bench().now()));

    bench().reopenAfterKill();

    assertThat(bench().claim()).isEmpty();
    assertThat(bench().store().get(delivered)).isEmpty();
    assertThat(bench().store().history(delivered)).hasSize(2);
  }

  @Test
  default void orderAndDueTimesAreKept() {
    QueueId normal = bench().accept(SampleMail.to("bea@north.example"));
    QueueId bulk = bench().accept(SampleMail.to("bea@north.example").withPriority(Priority.BULK));
    QueueId high = bench().accept(SampleMail.to("bea@north.example").withPriority(Priority.HIGH));
    bench().accept(SampleMail.to("bea@north.example").dueAt(bench().now().plusSeconds(3_600)));

    bench().reopen();

    assertThat(bench().claim(1)).extracting(Lease::id).containsExactly(high);
    assertThat(bench().claim(1)).extracting(Lease::id).containsExactly(normal);
    assertThat(bench().claim(1)).extracting(Lease::id).containsExactly(bulk);
    assertThat(bench().claim(1)).isEmpty();
    assertThat(bench().store().nextDue()).contains(bench().now().plusSeconds(3_600));
  }
}
