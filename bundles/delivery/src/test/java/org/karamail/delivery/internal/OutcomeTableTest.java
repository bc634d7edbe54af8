package org.karamail.delivery.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.delivery.internal.Leases.NOON;
import static org.karamail.delivery.internal.Leases.SENDER;
import static org.karamail.delivery.internal.Leases.attempt;
import static org.karamail.delivery.internal.Leases.recipient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.karamail.model.Attempt;
import org.karamail.model.BodyType;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Notify;
import org.karamail.model.Origin;
import org.karamail.model.Priority;
import org.karamail.model.Reply;
import org.karamail.model.ReportWish;
import org.karamail.model.ReversePath;
import org.karamail.model.Transition;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.QueueSettings;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.queue.RetrySchedule;
import org.karamail.testkit.store.SettablePolicy;

class OutcomeTableTest {

  private static final Duration LIFE = Duration.ofDays(5);

  private final SettablePolicy policy = new SettablePolicy();
  private final OutcomeTable table = new OutcomeTable(policy, Clock.fixed(NOON, ZoneOffset.UTC), new Random(1));

  private RecipientUpdate after(DeliveryOutcome outcome, LeasedRecipient leased, ReversePath sender) {
    return table.after(attempt(leased.attempts() + 1, outcome), leased, sender, Optional.of(ReportKind.RELAYED));
  }

  private RecipientUpdate afterFirst(DeliveryOutcome outcome) {
    return after(outcome, recipient(0, NOON), SENDER);
  }

  @Test
  void deliveredIsDelivered() {
    RecipientUpdate update = afterFirst(Leases.DELIVERED);

    assertThat(update.transition()).contains(Transition.DELIVER);
    assertThat(update.owes()).isEmpty();
    assertThat(update.attempt()).isPresent();
  }

  @Test
  void refusedFailsAndItsSenderIsOwedAReport() {
    RecipientUpdate update = afterFirst(Leases.REFUSED);

    assertThat(update.transition()).contains(Transition.FAIL);
    assertThat(update.owes()).contains(ReportKind.FAILED);
    assertThat(update.detail()).isEqualTo("550 5.1.1 No such mailbox");
  }

  @Test
  void refusedWithoutASenderFailsWithAReasonAndNoReport() {
    RecipientUpdate update = after(Leases.REFUSED, recipient(0, NOON), ReversePath.NULL);

    assertThat(update.transition()).contains(Transition.FAIL);
    assertThat(update.owes()).isEmpty();
    assertThat(update.detail()).isEqualTo("550 5.1.1 No such mailbox; no report: it has no sender");
  }

  @Test
  void ofSuccessOnlyThoseAreToldWhoAskedForIt() {
    assertThat(after(Leases.DELIVERED, asking(Notify.SUCCESS), SENDER).owes()).contains(ReportKind.RELAYED);
    assertThat(after(Leases.DELIVERED, asking(Notify.SUCCESS), ReversePath.NULL).owes()).isEmpty();
    assertThat(after(Leases.DELIVERED, asking(Notify.FAILURE), SENDER).owes()).isEmpty();
    assertThat(
            table
                .after(attempt(1, Leases.DELIVERED), asking(Notify.SUCCESS), SENDER, Optional.empty())
                .owes())
        .as("the next hop tells it")
        .isEmpty();
  }

  @Test
  void whoAskedNotToBeToldOfFailureIsNot() {
    for (Notify one : List.of(Notify.NEVER, Notify.SUCCESS, Notify.DELAY)) {
      RecipientUpdate update = after(Leases.REFUSED, asking(one), SENDER);

      assertThat(update.transition()).contains(Transition.FAIL);
      assertThat(update.owes()).isEmpty();
      assertThat(update.detail()).isEqualTo("550 5.1.1 No such mailbox; no report: its sender asked for none");
    }
    assertThat(after(Leases.REFUSED, asking(Notify.FAILURE), SENDER).owes()).contains(ReportKind.FAILED);
  }

  @Test
  void ofDelayThoseAreToldWhoAskedForItOrSaidNothing() {
    Instant fourHoursAgo = NOON.minus(Duration.ofHours(4));
    assertThat(after(Leases.DEFERRED, recipient(0, fourHoursAgo), SENDER).owes()).contains(ReportKind.DELAYED);
    assertThat(after(Leases.DEFERRED, asking(fourHoursAgo, Notify.DELAY), SENDER).owes()).contains(ReportKind.DELAYED);
    assertThat(after(Leases.DEFERRED, asking(fourHoursAgo, Notify.FAILURE), SENDER).owes()).isEmpty();
    assertThat(after(Leases.DEFERRED, asking(fourHoursAgo, Notify.NEVER), SENDER).owes()).isEmpty();
  }

  private static LeasedRecipient asking(Notify one) {
    return asking(NOON, one);
  }

  private static LeasedRecipient asking(Instant firstDue, Notify one) {
    LeasedRecipient plain = recipient(0, firstDue);
    ReportWish wish = new ReportWish(Set.of(one), Optional.empty());
    return new LeasedRecipient(
        plain.recipient().with(wish), plain.attempts(), firstDue, plain.lastAttempt(), plain.owed());
  }

  @Test
  void deferredAndUnreachableAreTriedAgainByTheSchedule() {
    for (DeliveryOutcome outcome : List.of(Leases.DEFERRED, Leases.UNREACHABLE)) {
      RecipientUpdate update = afterFirst(outcome);

      assertThat(update.transition()).contains(Transition.DEFER);
      assertThat(update.due()).contains(NOON.plus(Duration.ofMinutes(1)));
      assertThat(update.owes()).isEmpty();
    }
  }

  @Test
  void thePauseGrowsWithTheNumberOfTheAttemptAndStraysByItsJitter() {
    schedule(0.2, Duration.ofMinutes(1), Duration.ofHours(1));

    for (int i = 0; i < 100; i++) {
      assertThat(pause(after(Leases.DEFERRED, recipient(0, NOON), SENDER)))
          .isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
      assertThat(pause(after(Leases.DEFERRED, recipient(1, NOON), SENDER)))
          .isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
    }
  }

  @Test
  void theScheduleIsAskedAnewForEachDecision() {
    afterFirst(Leases.DEFERRED);
    schedule(0, Duration.ofMinutes(7));

    assertThat(pause(afterFirst(Leases.DEFERRED))).isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void unknownWaitsHalfAnHourAtLeastAndLongerWhenTheScheduleSaysSo() {
    assertThat(pause(afterFirst(Leases.UNKNOWN))).isEqualTo(Duration.ofMinutes(30));

    schedule(0, Duration.ofHours(4));
    assertThat(pause(afterFirst(Leases.UNKNOWN))).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void whatFailsAtItsMaximumAgeExpires() {
    RecipientUpdate update = after(Leases.DEFERRED, recipient(9, NOON.minus(LIFE)), SENDER);

    assertThat(update.transition()).contains(Transition.EXPIRE);
    assertThat(update.owes()).contains(ReportKind.FAILED);
    assertThat(update.attempt()).isPresent();
  }

  @Test
  void whatFailsShortlyBeforeItsMaximumAgeIsPutOffNoFurtherThanThat() {
    Instant firstDue = NOON.minus(LIFE).plusSeconds(10);

    assertThat(after(Leases.DEFERRED, recipient(9, firstDue), SENDER).due()).contains(NOON.plusSeconds(10));
  }

  @Test
  void mailWithoutASenderExpiresAfterItsOwnAge() {
    Instant aDayAgo = NOON.minus(Duration.ofDays(1));

    assertThat(after(Leases.DEFERRED, recipient(3, aDayAgo), ReversePath.NULL).transition())
        .contains(Transition.EXPIRE);
    assertThat(after(Leases.DEFERRED, recipient(3, aDayAgo), SENDER).transition()).contains(Transition.DEFER);
  }

  @Test
  void whatWasTriedBeforeExpiresWithoutAnotherAttempt() {
    RecipientUpdate update = table.instead(recipient(3, NOON.minus(LIFE)), SENDER, Optional.empty()).orElseThrow();

    assertThat(update.transition()).contains(Transition.EXPIRE);
    assertThat(update.attempt()).isEmpty();
    assertThat(update.detail()).contains("too old").contains("Greylisted");
  }

  @Test
  void whatWasNeverTriedIsTriedHoweverOldItIs() {
    assertThat(table.instead(recipient(0, NOON.minus(Duration.ofDays(100))), SENDER, Optional.empty())).isEmpty();
    assertThat(table.instead(recipient(3, NOON.minus(LIFE).plusMillis(1)), SENDER, Optional.empty())).isEmpty();
  }

  @Test
  void withoutATransportItWaitsAndNoAttemptIsCounted() {
    RecipientUpdate update = table.withoutTransport(recipient(0, NOON), SENDER, "smtp");

    assertThat(update.transition()).contains(Transition.DEFER);
    assertThat(update.attempt()).isEmpty();
    assertThat(update.detail()).contains("'smtp'");
    assertThat(update.due().orElseThrow()).isAfter(NOON);
  }

  @Test
  void withoutATransportItExpiresAlthoughItWasNeverTried() {
    RecipientUpdate update = table.withoutTransport(recipient(0, NOON.minus(LIFE)), SENDER, "smtp");

    assertThat(update.transition()).contains(Transition.EXPIRE);
    assertThat(update.owes()).contains(ReportKind.FAILED);
  }

  @Test
  void whatHooksRefuseOfAStrangersMailIsHeldAndNeverReported() {
    Objection never =
        new Objection(Objection.Kind.FAIL, Duration.ZERO, "refused by a hook", Optional.of(Reply.of(550, "5.7.1", "Never")));
    Origin stranger = new Origin("ESMTP", "mx", Optional.of("192.0.2.7"), "x.example", Optional.empty(), false);
    Envelope envelope = new Envelope(SENDER, stranger, Priority.NORMAL, BodyType.SEVEN_BIT);

    RecipientUpdate update = table.kept(never, attempt(1, Leases.REFUSED), recipient(0, NOON), envelope);

    assertThat(update.transition()).contains(Transition.HOLD);
    assertThat(update.owes()).isEmpty();
    assertThat(update.attempt()).isEmpty();
    assertThat(update.detail()).isEqualTo("refused by a hook");
  }

  private void schedule(double jitter, Duration... steps) {
    QueueSettings old = policy.settings();
    policy.set(
        new QueueSettings(
            new RetrySchedule(List.of(steps), jitter, LIFE, Duration.ofDays(1)),
            old.diskReserve(),
            old.inlineBodyLimit(),
            old.keepHistory(),
            old.keepFailed()));
  }

  private static Duration pause(RecipientUpdate update) {
    return Duration.between(NOON, update.due().orElseThrow());
  }

  @Test
  void theSenderIsToldOnceOfWhatIsNotDeliveredAfterFourHours() {
    assertThat(owedAfter(Duration.ofHours(3), Duration.ofHours(2))).isEmpty();
    assertThat(owedAfter(Duration.ofHours(5), Duration.ofHours(3))).contains(ReportKind.DELAYED);
    assertThat(owedAfter(Duration.ofHours(9), Duration.ofHours(5))).isEmpty();
  }

  @Test
  void nobodyIsToldOfAReportThatIsLate() {
    LeasedRecipient leased = tried(Duration.ofHours(5), Duration.ofHours(3));
    assertThat(after(Leases.DEFERRED, leased, ReversePath.NULL).owes()).isEmpty();
  }

  /** What is owed after an attempt at this age, the one before having been made at that age. */
  private Optional<ReportKind> owedAfter(Duration age, Duration before) {
    return after(Leases.DEFERRED, tried(age, before), SENDER).owes();
  }

  private static LeasedRecipient tried(Duration age, Duration before) {
    Instant firstDue = NOON.minus(age);
    LeasedRecipient fresh = recipient(1, firstDue);
    Attempt old = attempt(1, Leases.DEFERRED);
    Attempt last =
        new Attempt(1, firstDue.plus(before), old.took(), old.route(), old.peer(), old.outcome());
    return new LeasedRecipient(fresh.recipient(), 1, firstDue, Optional.of(last), Optional.empty());
  }
}
