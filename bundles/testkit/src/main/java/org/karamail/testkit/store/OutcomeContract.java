package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Fault;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.QueuedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.Spawn;

/** What an attempt's result does to a recipient. */
interface OutcomeContract extends AtWorkbench {

  @Test
  default void aDeliveredMessageLeavesAndItsHistoryStays() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    Attempt attempt = Results.delivery(lease.recipients().get(0), bench().now());

    bench().update(lease, List.of(RecipientUpdate.delivered(0, attempt)));

    assertThat(bench().store().get(id)).isEmpty();
    assertThat(bench().contents()).isEmpty();
    assertThat(bench().claim()).isEmpty();
    assertThat(bench().store().history(id))
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.DELIVERED);
    MailEvent last = bench().store().history(id).get(1);
    assertThat(last.attempt()).contains(attempt);
    assertThat(last.state()).isEqualTo(RecipientState.DELIVERED);
    assertThat(last.sequence()).isEqualTo(1);
  }

  @Test
  default void aDeferredRecipientIsDueAgainWhenItWasSaidAndItsAttemptCounts() {
    Instant accepted = bench().now();
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    Instant due = accepted.plusSeconds(90);
    Attempt attempt = Results.greylisting(lease.recipients().get(0), accepted);

    bench().update(lease, List.of(RecipientUpdate.deferred(0, attempt, due)));

    QueuedRecipient shown = bench().recipient(id, 0);
    assertThat(shown.state()).isEqualTo(RecipientState.DEFERRED);
    assertThat(shown.attempts()).isEqualTo(1);
    assertThat(shown.due()).isEqualTo(due);
    assertThat(shown.detail()).isEqualTo(attempt.outcome().summary());
    assertThat(shown.lastAttempt()).contains(attempt);
    assertThat(bench().store().nextDue()).contains(due);
    bench().clock().move(Duration.ofSeconds(89));
    assertThat(bench().claim()).isEmpty();
    bench().clock().move(Duration.ofSeconds(1));
    LeasedRecipient again = bench().claimOne().recipients().get(0);
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.lastAttempt()).contains(attempt);
    assertThat(again.firstDue()).isEqualTo(accepted);
  }

  @Test
  default void recipientsDeferredToDifferentTimesComeBackEachAtItsOwn() {
    bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    Lease lease = bench().claimOne();
    bench()
        .update(
            lease,
            List.of(
                RecipientUpdate.postponed(0, bench().now().plusSeconds(60), "later"),
                RecipientUpdate.postponed(1, bench().now().plusSeconds(30), "a little later")));

    bench().clock().move(Duration.ofSeconds(30));
    Lease second = bench().claimOne();
    assertThat(second.recipients()).extracting(one -> one.recipient().index()).containsExactly(1);
    bench().clock().move(Duration.ofSeconds(30));
    Lease first = bench().claimOne();
    assertThat(first.recipients()).extracting(one -> one.recipient().index()).containsExactly(0);
    bench().update(second, Results.delivered(second, bench().now()));
    bench().update(first, Results.delivered(first, bench().now()));
    assertThat(bench().contents()).isEmpty();
  }

  @Test
  default void puttingOffIsNoAttempt() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();

    bench().update(lease, List.of(RecipientUpdate.postponed(0, bench().now().plusSeconds(60), "no transport")));

    assertThat(bench().recipient(id, 0).state()).isEqualTo(RecipientState.DEFERRED);
    assertThat(bench().recipient(id, 0).attempts()).isZero();
    assertThat(bench().recipient(id, 0).detail()).isEqualTo("no transport");
    assertThat(bench().recipient(id, 0).lastAttempt()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Transition.class,
      names = {"RELEASE_LEASE", "FAIL", "EXPIRE", "HOLD", "CANCEL", "SUPPRESS"})
  default void everyOtherChangeThatStartsAtActiveIsMadeWithItsReason(Transition change) {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    Lease lease = bench().claimOne();

    bench().update(lease, List.of(RecipientUpdate.moved(0, change, "the reason", Optional.empty())));

    assertThat(bench().state(id, 0)).isEqualTo(change.to());
    assertThat(bench().state(id, 1)).isEqualTo(RecipientState.QUEUED);
    if (change != Transition.RELEASE_LEASE) {
      assertThat(bench().recipient(id, 0).detail()).isEqualTo("the reason");
      MailEvent last = bench().store().history(id).stream().filter(e -> e.recipient() == 0).toList().get(1);
      assertThat(last.state()).isEqualTo(change.to());
      assertThat(last.detail()).isEqualTo("the reason");
    }
  }

  @Test
  default void failedMailIsKeptForAnOperatorAndIsNotTriedAgainByItself() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();

    bench().update(lease, Results.failed(lease, bench().now(), Optional.empty()));

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.FAILED);
    bench().clock().move(Duration.ofHours(1));
    assertThat(bench().claim()).isEmpty();
    assertThat(bench().store().content(id).body().size()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(DeliveryOutcome.Kind.class)
  default void everyKindOfOutcomeIsReadBackAsItWasWritten(DeliveryOutcome.Kind kind) {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    Lease lease = bench().claimOne();
    Attempt sample = Results.greylisting(lease.recipients().get(0), bench().now());
    Attempt attempt =
        new Attempt(1, sample.startedAt(), sample.took(), sample.route(), "", outcome(kind));

    bench().update(lease, List.of(RecipientUpdate.deferred(0, attempt, bench().now().plusSeconds(60))));
    bench().reopen();

    assertThat(bench().recipient(id, 0).lastAttempt()).contains(attempt);
    assertThat(bench().store().history(id)).filteredOn(e -> e.attempt().isPresent()).hasSize(1)
        .allSatisfy(event -> assertThat(event.attempt()).contains(attempt));
  }

  private static DeliveryOutcome outcome(DeliveryOutcome.Kind kind) {
    var lines = List.of("eine Zeile mit Umläuten äöü", "", "and a third");
    return switch (kind) {
      case DELIVERED ->
          new DeliveryOutcome.Delivered(new Reply(250, Optional.empty(), lines));
      case DEFERRED -> new DeliveryOutcome.Deferred(new Reply(421, Optional.empty(), lines));
      case REFUSED ->
          new DeliveryOutcome.Refused(
              new Reply(
                  550, StatusCode.parse("5.999.0"), lines));
      case UNREACHABLE -> new DeliveryOutcome.Unreachable(new Fault(Fault.Category.DNS, "SERVFAIL"));
      case UNKNOWN -> new DeliveryOutcome.Unknown(new Fault(Fault.Category.TIMEOUT, "after the final dot"));
    };
  }

  @Test
  default void whatAnUpdateGivesRiseToIsInTheQueueWithIt() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    SampleMail report =
        SampleMail.to("ann@sender.example").withSender("").withBody(SampleMail.octets(200_000, 9));
    Draft draft = bench().draft(report);
    assertThat(bench().store().get(draft.id())).isEmpty();

    Workbench.await(
        bench()
            .store()
            .update(
                lease,
                Results.failed(lease, bench().now(), Optional.empty()),
                List.of(new Spawn(draft, report.submission(bench().now())))));
    bench().reopenAfterKill();

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.FAILED);
    assertThat(bench().state(draft.id(), 0)).isEqualTo(RecipientState.QUEUED);
    assertThat(bench().store().history(draft.id())).extracting(MailEvent::kind).containsExactly(MailEvent.Kind.ACCEPTED);
    assertThat(bench().claimOne().id()).isEqualTo(draft.id());
    assertThat(bench().store().content(draft.id()).body().size()).isEqualTo(200_000);
  }
}
