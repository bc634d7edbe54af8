package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.Spawn;

/** A report that is owed is never forgotten, and one message's failures make one report. */
interface ReportContract extends AtWorkbench {

  Duration WINDOW = Duration.ofSeconds(60);

  @Test
  default void aFailureOfTheLastOpenRecipientIsReportedAtOnce() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    fail(bench().claimOne());

    Lease report = bench().claimOne();

    assertThat(report.purpose()).isEqualTo(Lease.Purpose.REPORT);
    assertThat(report.id()).isEqualTo(id);
    assertThat(report.recipients()).hasSize(1);
    LeasedRecipient failed = report.recipients().get(0);
    assertThat(failed.owed()).contains(ReportKind.FAILED);
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.lastAttempt()).isPresent();
    assertThat(bench().claim()).isEmpty();
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.FAILED);
  }

  @Test
  default void failuresWithinAMinuteMakeOneReportWhileOthersAreOpen() {
    bench().accept(SampleMail.to("bea@north.example", "cid@south.example", "dan@west.example"));
    List<Lease> leases = bench().claim();
    fail(to("north.example", leases));
    Lease west = to("west.example", leases);
    bench().update(west, Results.deferred(west, bench().now(), bench().now().plusSeconds(3_600)));
    bench().clock().move(Duration.ofSeconds(30));
    fail(to("south.example", leases));

    bench().clock().move(Duration.ofSeconds(29));
    assertThat(bench().claim()).isEmpty();
    assertThat(bench().store().nextDue()).contains(bench().now().plusSeconds(1));
    bench().clock().move(Duration.ofSeconds(1));

    Lease report = bench().claimOne();
    assertThat(report.purpose()).isEqualTo(Lease.Purpose.REPORT);
    assertThat(report.recipients()).extracting(one -> one.recipient().index()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  default void theWindowClosesEarlyWhenTheLastRecipientIsFinished() {
    bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    List<Lease> leases = bench().claim();
    fail(to("north.example", leases));
    assertThat(bench().claim()).isEmpty();

    Lease south = to("south.example", leases);
    bench().update(south, Results.delivered(south, bench().now()));

    Lease report = bench().claimOne();
    assertThat(report.recipients()).extracting(one -> one.recipient().index()).containsExactly(0);
  }

  @Test
  default void aReportNeedsNoRoomOnItsRoute() {
    bench().accept(SampleMail.to("bea@north.example"));
    fail(bench().claimOne());

    assertThat(bench().claim(10, Set.of(SampleMail.route("north.example"))))
        .extracting(Lease::purpose)
        .containsExactly(Lease.Purpose.REPORT);
  }

  @Test
  default void theDebtIsSettledByTheUpdateThatBringsTheReport() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    fail(bench().claimOne());
    Lease owed = bench().claimOne();
    SampleMail report = SampleMail.to("ann@sender.example").withSender("");
    Draft draft = bench().draft(report);

    Workbench.await(
        bench()
            .store()
            .update(
                owed,
                Results.reported(owed, "reported in " + draft.id()),
                List.of(new Spawn(draft, report.submission(bench().now())))));
    bench().reopenAfterKill();

    assertThat(bench().claimOne().id()).isEqualTo(draft.id());
    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.FAILED);
    List<MailEvent> history = bench().store().history(id);
    assertThat(history)
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.FAILED, MailEvent.Kind.REPORTED);
    assertThat(history.get(2).detail()).isEqualTo("reported in " + draft.id());
    assertThat(history.get(2).state()).isEqualTo(RecipientState.FAILED);
  }

  @Test
  default void aReportThatWasNotWrittenIsOwedStill() {
    bench().accept(SampleMail.to("bea@north.example"));
    fail(bench().claimOne());

    bench().store().giveBack(bench().claimOne());
    Lease again = bench().claimOne();
    bench().update(again, List.of());
    Lease onceMore = bench().claimOne();

    assertThat(onceMore.purpose()).isEqualTo(Lease.Purpose.REPORT);
    assertThat(onceMore.recipients().get(0).owed()).contains(ReportKind.FAILED);
  }

  @Test
  default void aReportIsOwedPastAKillWhetherItWasBeingWrittenOrNot() {
    bench().accept(SampleMail.to("bea@north.example"));
    fail(bench().claimOne());
    bench().reopenAfterKill();
    assertThat(bench().claimOne().purpose()).isEqualTo(Lease.Purpose.REPORT);
    bench().reopenAfterKill();
    assertThat(bench().claimOne().purpose()).isEqualTo(Lease.Purpose.REPORT);
  }

  @Test
  default void aFailureAfterTheReportMakesAnother() {
    bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    List<Lease> leases = bench().claim();
    fail(to("north.example", leases));
    bench().clock().move(WINDOW);
    Lease first = bench().claimOne();
    bench().update(first, Results.reported(first, "written"));
    fail(to("south.example", leases));

    Lease second = bench().claimOne();

    assertThat(first.recipients()).extracting(one -> one.recipient().index()).containsExactly(0);
    assertThat(second.recipients()).extracting(one -> one.recipient().index()).containsExactly(1);
  }

  @Test
  default void aDeliveredMessageStaysUntilItsReportIsWritten() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    RecipientUpdate delivered =
        RecipientUpdate.ended(
            0,
            Transition.DELIVER,
            Results.delivery(lease.recipients().get(0), bench().now()),
            Optional.of(ReportKind.RELAYED));
    bench().update(lease, List.of(delivered));

    assertThat(bench().store().content(id).headers().size()).isPositive();
    Lease report = bench().claimOne();
    assertThat(report.recipients().get(0).owed()).contains(ReportKind.RELAYED);
    bench().update(report, Results.reported(report, "written"));
    assertThat(bench().store().get(id)).isEmpty();
  }

  @Test
  default void aDelayIsReportedWhileTheRecipientWaitsOn() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    RecipientUpdate deferred = Results.deferred(lease, bench().now(), bench().now().plusSeconds(3_600)).get(0);
    RecipientUpdate owing =
        new RecipientUpdate(
            0,
            deferred.transition(),
            deferred.attempt(),
            deferred.due(),
            deferred.detail(),
            Optional.of(ReportKind.DELAYED),
            false);
    bench().update(lease, List.of(owing));
    bench().clock().move(WINDOW);

    Lease report = bench().claimOne();
    assertThat(report.purpose()).isEqualTo(Lease.Purpose.REPORT);
    assertThat(report.recipients().get(0).owed()).contains(ReportKind.DELAYED);
    bench().update(report, Results.reported(report, "written"));

    assertThat(bench().state(id, 0)).isEqualTo(RecipientState.DEFERRED);
    assertThat(bench().claim()).isEmpty();
    bench().clock().move(Duration.ofHours(1));
    assertThat(bench().claimOne().purpose()).isEqualTo(Lease.Purpose.DELIVER);
  }

  private void fail(Lease lease) {
    bench().update(lease, Results.failed(lease, bench().now(), Optional.of(ReportKind.FAILED)));
  }

  private static Lease to(String domain, List<Lease> leases) {
    return leases.stream().filter(lease -> lease.route().equals(SampleMail.route(domain))).findFirst().orElseThrow();
  }
}
