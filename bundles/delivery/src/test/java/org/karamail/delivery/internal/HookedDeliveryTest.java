package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.karamail.delivery.internal.DeliveryBench.PATIENCE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.Hook;
import org.karamail.hook.Rewrite;
import org.karamail.hook.Verdict;
import org.karamail.hook.delivery.BounceHook;
import org.karamail.hook.delivery.DeliveryAttemptHook;
import org.karamail.hook.delivery.DeliveryFailureHook;
import org.karamail.hook.delivery.DeliverySuccessHook;
import org.karamail.hook.delivery.OutboundMessageHook;
import org.karamail.hook.delivery.PreDeliveryHook;
import org.karamail.hook.queue.DequeueHook;
import org.karamail.hook.queue.QueueRetryHook;
import org.karamail.message.Body;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.model.RecipientState;
import org.karamail.model.ReversePath;
import org.karamail.testkit.engine.HandedHooks;
import org.karamail.testkit.store.SampleMail;

/** What hooks may do to mail on its way out, with the real store below and a scripted transport above. */
class HookedDeliveryTest {

  @TempDir Path home;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private DeliveryBench bench;

  @BeforeEach
  void open() {
    bench = DeliveryBench.started(home);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void pointsAreAskedInOrderAndObserversAreToldWhatIsOnDisk() {
    hook((DeliverySuccessHook) (result, call) -> {
          asked.add(
              "success " + result.recipient().address() + " " + result.state() + " " + bench.last(result.mail().id(), 0).kind());
        });
    hook((OutboundMessageHook) (mail, call) -> {
          asked.add("outbound");
          return Rewrite.keep();
        });
    hook((PreDeliveryHook) (mail, call) -> noted("pre " + mail.attempts()));
    hook((DequeueHook) (mail, call) -> noted("dequeue " + mail.route()));

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    await().atMost(PATIENCE).until(() -> asked.size() == 4);
    assertThat(asked)
        .containsExactly("dequeue smtp:north.example", "pre 0", "outbound", "success bob@north.example DELIVERED DELIVERED");
    assertThat(bench.last(id, 0).detail()).endsWith("; plugins " + HandedHooks.PLUGIN);
    await().atMost(PATIENCE).until(() -> bench.hooks().open() == 0);
  }

  @Test
  void nobodyIsAskedTwiceAboutMailWhoseSiteHadNoRoom() {
    hook((PreDeliveryHook) (mail, call) -> noted(mail.id().toString()));
    bench.smtp().findingOut(route -> "mx.provider");
    for (int i = 0; i < 50; i++) {
      bench.acceptSoon(SampleMail.to("bob@customer" + i + ".example"));
    }

    await().atMost(PATIENCE).until(() -> bench.queue().store().statistics().delivered() == 50);
    assertThat(asked).doesNotHaveDuplicates().hasSize(50);
    assertThat(bench.queue().store().statistics().attempts()).isEqualTo(50);
  }

  @Test
  void whatLeavesIsWhatWasRewritten() {
    hook((OutboundMessageHook) (mail, call) -> Rewrite.of(Edits.addField("X-Signed", "yes")));
    hook((OutboundMessageHook) (mail, call) ->
            Rewrite.of(
                Edits.of(
                    new Edit.ReplaceBody(
                        Body.of(
                            ("seen " + mail.message().headers().count("X-Signed") + "\r\n").getBytes(StandardCharsets.ISO_8859_1))),
                    new Edit.ReplaceSender(ReversePath.parse("verp@sender.example").orElseThrow()))));

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    ScriptedTransport.Given given = bench.smtp().given().get(0);
    assertThat(given.message()).startsWith("X-Signed: yes\r\n").endsWith("\r\n\r\nseen 1\r\n");
    assertThat(given.lease().envelope().sender()).hasToString("verp@sender.example");
  }

  @Test
  void aFaultOfTheRewriterCostsNoAttemptAndNothingLeaves() {
    hook((OutboundMessageHook) (mail, call) -> {
          throw new IllegalStateException("no key");
        });

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    bench.awaitState(id, 0, RecipientState.DEFERRED);
    assertThat(bench.queue().recipient(id, 0).attempts()).isZero();
    assertThat(bench.smtp().given()).isEmpty();
    bench.hooks().clear();
    bench.move(Duration.ofMinutes(10));
    bench.awaitEvent(id, 0, MailEvent.Kind.DELIVERED);
    assertThat(bench.last(id, 0).attempt().orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void whatHooksPutOffUntilItIsTooOldIsHeldAndNobodyIsTold() {
    hook((PreDeliveryHook) (mail, call) -> Verdict.defer("4.7.1", "Not yet"));

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);
    bench.move(Duration.ofDays(6));

    bench.awaitState(id, 0, RecipientState.HELD);
    assertThat(bench.queue().recipient(id, 0).detail()).startsWith("too old; put off by onPreDelivery");
    assertThat(bench.queue().recipient(id, 0).attempts()).isZero();
    assertThat(bench.maildir().given()).isEmpty();
  }

  @Test
  void aDelayIsTheNextDueTime() {
    hook((DequeueHook) (mail, call) -> Verdict.delay(Duration.ofHours(3), "quiet hours"));

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    bench.awaitState(id, 0, RecipientState.DEFERRED);
    assertThat(bench.queue().recipient(id, 0).due()).isEqualTo(bench.clock().instant().plus(Duration.ofHours(3)));
    assertThat(bench.queue().recipient(id, 0).attempts()).isZero();
  }

  @Test
  void hooksMayHoldOrThrowAway() {
    hook((DequeueHook) (mail, call) ->
            mail.route().nextHop().startsWith("north") ? Verdict.quarantine("look at it") : Verdict.discard("unwanted"));

    QueueId id = bench.accept(SampleMail.to("bob@north.example", "eve@south.example"));

    bench.awaitState(id, 0, RecipientState.HELD);
    bench.awaitState(id, 1, RecipientState.CANCELLED);
    assertThat(bench.queue().recipient(id, 0).detail()).startsWith("look at it");
    assertThat(bench.smtp().given()).isEmpty();
  }

  @Test
  void whatHooksRefuseFailsWithTheirReplyWhereTheSenderIsKnown() {
    hook((PreDeliveryHook) (mail, call) ->
            mail.envelope().sender().isNull() ? Verdict.proceed() : Verdict.reject("5.7.1", "Never"));

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    bench.awaitEvent(id, 0, MailEvent.Kind.FAILED);
    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 1);
    assertThat(bench.maildir().given().get(0).message()).contains("Status: 5.7.1").contains("Never");
    assertThat(bench.smtp().given()).isEmpty();
  }

  @Test
  void theOneHostOfALocalRouteIsThisOne() {
    bench.smtp().always(Leases.REFUSED);
    hook((DeliveryAttemptHook) (one, call) -> noted("attempt " + one.host() + " " + one.address().isLoopbackAddress()));

    bench.accept(SampleMail.to("bob@north.example"));

    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 1);
    assertThat(asked).containsExactly("attempt mx.example true");
  }

  @Test
  void aRetryMayBeMovedOrStopped() {
    bench.schedule(Duration.ofMinutes(1));
    bench.smtp().always(Leases.DEFERRED);
    hook((QueueRetryHook) (retry, call) ->
            retry.attempt().number() == 1 ? Verdict.delay(Duration.ofHours(2), "later") : Verdict.quarantine("enough"));
    hook((DeliveryFailureHook) (result, call) -> asked.add("failure " + result.state() + result.attempt().number()));

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(id, 0, RecipientState.DEFERRED);
    assertThat(bench.queue().recipient(id, 0).due()).isEqualTo(bench.clock().instant().plus(Duration.ofHours(2)));
    bench.move(Duration.ofHours(2));

    bench.awaitState(id, 0, RecipientState.HELD);
    assertThat(bench.queue().recipient(id, 0).attempts()).isEqualTo(2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(asked).containsExactly("failure DEFERRED1", "failure HELD2"));
  }

  @Test
  void aHostThatAHookObjectsToIsPassedOverAndWithoutAnotherNoAttemptIsCounted() {
    hook((DeliveryAttemptHook) (one, call) ->
            one.host().equals("mx1.north.example") ? Verdict.defer("4.7.1", "Not that one") : Verdict.proceed());
    bench.smtp().asking("mx1.north.example");
    QueueId putOff = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitState(putOff, 0, RecipientState.DEFERRED);
    assertThat(bench.queue().recipient(putOff, 0).attempts()).isZero();
    assertThat(bench.queue().recipient(putOff, 0).detail()).contains("onDeliveryAttempt").contains("Not that one");

    bench.smtp().asking("mx1.north.example", "mx2.north.example");
    QueueId delivered = bench.accept(SampleMail.to("eve@north.example"));
    bench.awaitEvent(delivered, 0, MailEvent.Kind.DELIVERED);
  }

  @Test
  void aReportMayBeThrownAwayButTheHistorySaysSo() {
    bench.smtp().always(Leases.REFUSED);
    hook((BounceHook) (bounce, call) -> {
          asked.add(bounce.sender() + " about " + bounce.failed().get(0).address());
          return Verdict.discard("no reports today");
        });

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));

    bench.awaitEvent(id, 0, MailEvent.Kind.REPORTED);
    assertThat(asked).containsExactly("ann@sender.example about bob@north.example");
    assertThat(bench.last(id, 0).detail()).contains("discarded by a plugin: no reports today");
    assertThat(bench.maildir().given()).isEmpty();
    await().atMost(PATIENCE).until(() -> bench.hooks().open() == 0);
  }

  @Test
  void aReportThatIsDelayedWaitsInTheQueue() {
    bench.smtp().always(Leases.REFUSED);
    hook((BounceHook) (bounce, call) -> Verdict.delay(Duration.ofHours(3), "not so fast"));

    QueueId id = bench.accept(SampleMail.to("bob@north.example"));
    bench.awaitEvent(id, 0, MailEvent.Kind.REPORTED);
    assertThat(bench.maildir().given()).isEmpty();
    bench.move(Duration.ofHours(4));

    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 1);
  }

  @Test
  void aFaultAtAReportLetsItGo() {
    bench.smtp().always(Leases.REFUSED);
    hook((BounceHook) (bounce, call) -> {
          throw new IllegalStateException("broken");
        });

    bench.accept(SampleMail.to("bob@north.example"));

    await().atMost(PATIENCE).until(() -> bench.maildir().given().size() == 1);
  }

  private void hook(Hook hook) {
    bench.hooks().add(hook);
  }

  private Verdict noted(String point) {
    asked.add(point);
    return Verdict.proceed();
  }
}
