package org.karamail.rocksdb.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.Transition;
import org.karamail.queue.Lease;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.queue.Selector;
import org.karamail.queue.store.Draft;
import org.karamail.queue.store.Spawn;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;
import org.karamail.testkit.store.SampleMail;
import org.karamail.testkit.store.Workbench;

/** The disk fails and comes back: what was refused is gone, what was done is not lost, and nobody has to help. */
class FailingDiskTest {

  private final FaultyDatabase.Faults faults = new FaultyDatabase.Faults();
  private Workbench bench;

  @BeforeEach
  void openStore(@TempDir Path home) {
    bench = new Workbench((folder, clock, policy) -> OpenRocksStore.in(folder, clock, policy, faults), home);
  }

  @AfterEach
  void closeStore() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMessageWhoseWriteFailsIsRefusedAndNeverSeenAgain(boolean reachedTheDisk) {
    QueueId before = bench.accept(SampleMail.to("bea@north.example"));
    SampleMail mail = SampleMail.to("cid@north.example");
    Draft draft = bench.draft(mail);
    (reachedTheDisk ? faults.doubtfulWrites : faults.lostWrites).set(1);

    assertThatThrownBy(() -> Workbench.await(draft.commit(mail.submission(bench.now()))))
        .isInstanceOfSatisfying(
            StoreClosedException.class, closed -> assertThat(closed.reply().code()).isEqualTo(451));

    awaitOpen();
    assertThat(bench.store().get(draft.id())).isEmpty();
    assertThat(bench.store().history(draft.id())).isEmpty();
    assertThat(bench.store().events(0, 100)).hasSize(1);
    assertThat(bench.claim()).extracting(Lease::id).containsExactly(before);
    bench.reopenAfterKill();
    assertThat(bench.store().get(draft.id())).isEmpty();
    assertThat(bench.contents()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOutcomeWhoseWriteFailsIsWrittenFirstWhenTheDiskIsBack(boolean reachedTheDisk) {
    QueueId id = bench.accept(SampleMail.to("bea@north.example"));
    Lease lease = bench.claimOne();
    (reachedTheDisk ? faults.doubtfulWrites : faults.lostWrites).set(1);
    faults.refusedOpens.set(3);

    bench.update(lease, deferred(lease));

    assertThat(bench.state(id, 0)).isEqualTo(RecipientState.DEFERRED);
    assertThat(bench.recipient(id, 0).attempts()).isEqualTo(1);
    assertThat(bench.store().history(id))
        .extracting(MailEvent::kind)
        .containsExactly(MailEvent.Kind.ACCEPTED, MailEvent.Kind.DEFERRED);
    bench.reopenAfterKill();
    assertThat(bench.store().history(id)).hasSize(2);
    assertThat(bench.store().statistics().messages()).isEqualTo(1);
  }

  @Test
  void whileTheDiskFailsNothingComesInOrGoesOutAndAllIsWellAfterwards() {
    bench.accept(SampleMail.to("bea@north.example"));
    Lease lease = bench.claimOne();
    SampleMail mail = SampleMail.to("cid@north.example");
    Draft begun = bench.draft(mail);
    faults.lostWrites.set(1);
    faults.refusedOpens.set(1_000_000);
    CompletionStage<Void> outcome = bench.store().update(lease, deferred(lease), List.of());
    Awaitility.await().until(() -> bench.store().health().state() == StoreHealth.State.FAILED);

    assertThatThrownBy(() -> bench.store().begin(0)).isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> Workbench.await(begun.commit(mail.submission(bench.now()))))
        .isInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> bench.store().get(lease.id())).isInstanceOf(StoreClosedException.class);
    assertThat(bench.claim()).isEmpty();
    assertThat(bench.store().health().detail()).contains("no disk today");
    assertThat(outcome.toCompletableFuture()).isNotDone();

    faults.refusedOpens.set(0);
    Workbench.await(outcome);
    awaitOpen();
    assertThat(bench.state(lease.id(), 0)).isEqualTo(RecipientState.DEFERRED);
    bench.accept(SampleMail.to("dan@north.example"));
    assertThat(bench.claim()).hasSize(1);
  }

  @Test
  void leasesOfOthersOutliveAFailureAndTheirRecipientsAreNotGivenOutTwice() {
    QueueId working = bench.accept(SampleMail.to("bea@north.example"));
    Lease lease = bench.claimOne();
    bench.accept(SampleMail.to("cid@north.example"));
    fail();

    assertThat(bench.claim()).extracting(Lease::id).doesNotContain(working).hasSize(1);
    assertThat(bench.state(working, 0)).isEqualTo(RecipientState.ACTIVE);
    bench.update(lease, deferred(lease));
    assertThat(bench.state(working, 0)).isEqualTo(RecipientState.DEFERRED);
  }

  @Test
  void aReportThatComesWithAFailureIsWrittenWithItOrNotAtAll() {
    QueueId id = bench.accept(SampleMail.to("bea@north.example"));
    Lease lease = bench.claimOne();
    SampleMail report = SampleMail.to("ann@sender.example").withSender("");
    Draft draft = bench.draft(report);
    faults.doubtfulWrites.set(1);
    RecipientUpdate failed =
        new RecipientUpdate(
            0,
            java.util.Optional.of(Transition.FAIL),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            "550",
            java.util.Optional.of(ReportKind.FAILED),
            true);

    Workbench.await(
        bench.store().update(lease, List.of(failed), List.of(new Spawn(draft, report.submission(bench.now())))));

    awaitOpen();
    assertThat(bench.state(id, 0)).isEqualTo(RecipientState.FAILED);
    assertThat(bench.claimOne().id()).isEqualTo(draft.id());
    assertThat(bench.store().content(draft.id()).size()).isEqualTo(report.headers().length + report.body().length);
  }

  @Test
  void aCommandThatMeetsAFailureIsCarriedOutAfterIt() {
    QueueId id = bench.accept(SampleMail.to("bea@north.example"));
    faults.doubtfulWrites.set(1);

    assertThat(Workbench.await(bench.store().hold(Selector.ALL, "stop"))).isEqualTo(1);

    awaitOpen();
    assertThat(bench.state(id, 0)).isEqualTo(RecipientState.HELD);
    assertThat(bench.store().history(id)).hasSize(2);
    assertThat(bench.claim()).isEmpty();
  }

  @Test
  void aReadThatFailsWhileClaimingLosesNoWork() {
    bench.accept(SampleMail.to("bea@north.example"));
    faults.failedReads.set(1);
    List<Lease> leases = new ArrayList<>(bench.claim());

    Awaitility.await()
        .until(
            () -> {
              leases.addAll(bench.claim());
              return !leases.isEmpty();
            });

    assertThat(leases).hasSize(1);
  }

  @Test
  void aStoreThatCannotOpenAtItsStartOpensWhenTheDiskIsThere(@TempDir Path elsewhere) {
    faults.refusedOpens.set(2);
    try (OpenRocksStore late = OpenRocksStore.in(elsewhere.resolve("q"), bench.clock(), bench.policy(), faults)) {
      Awaitility.await().until(() -> late.store().health().state() == StoreHealth.State.OPEN);
      assertThat(late.store().begin(0)).isNotNull();
    }
  }

  @Test
  void aStoreThatIsShutDownWhileItsDiskFailsRefusesWhatIsInHand() {
    bench.accept(SampleMail.to("bea@north.example"));
    Lease lease = bench.claimOne();
    faults.lostWrites.set(1);
    faults.refusedOpens.set(1_000_000);
    CompletionStage<Void> outcome = bench.store().update(lease, deferred(lease), List.of());
    Awaitility.await().until(() -> bench.store().health().state() == StoreHealth.State.FAILED);

    bench.close();

    assertThatThrownBy(() -> Workbench.await(outcome)).isInstanceOf(StoreClosedException.class);
    assertThat(bench.store().health().state()).isEqualTo(StoreHealth.State.CLOSED);
    faults.refusedOpens.set(0);
    bench.reopen();
    assertThat(bench.claimOne().id()).isEqualTo(lease.id());
  }

  private void fail() {
    int opened = faults.opened.get();
    SampleMail mail = SampleMail.to("zoe@north.example");
    Draft draft = bench.draft(mail);
    faults.lostWrites.set(1);
    assertThatThrownBy(() -> Workbench.await(draft.commit(mail.submission(bench.now()))))
        .isInstanceOf(StoreClosedException.class);
    Awaitility.await().until(() -> faults.opened.get() > opened);
    awaitOpen();
  }

  private void awaitOpen() {
    Awaitility.await().until(() -> bench.store().health().state() == StoreHealth.State.OPEN);
  }

  private List<RecipientUpdate> deferred(Lease lease) {
    return lease.recipients().stream()
        .map(one -> RecipientUpdate.deferred(one.recipient().index(), SampleAttempt.deferred(), bench.now().plusSeconds(60)))
        .toList();
  }
}
