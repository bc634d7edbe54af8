package org.karamail.delivery.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.karamail.model.Attempt;
import org.karamail.model.DeliveryOutcome;
import org.karamail.model.Envelope;
import org.karamail.model.Notify;
import org.karamail.model.ReversePath;
import org.karamail.model.Transition;
import org.karamail.queue.LeasedRecipient;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.queue.RetrySchedule;

/**
 * What becomes of a recipient after an attempt.
 *
 * <pre>
 *   delivered               DELIVER
 *   deferred, unreachable   DEFER by the retry schedule; EXPIRE when it is too old
 *   refused                 FAIL
 *   unknown                 DEFER by the retry schedule, for half an hour at least; EXPIRE when it is too old
 *   kept back by hooks      DEFER without an attempt, HOLD, CANCEL or FAIL; HOLD when it is too old
 * </pre>
 *
 * <p>The sender of what fails or expires is owed a report, unless there is no sender: never a report about a report. The
 * reason then stands in the history only.
 *
 * <p>Its sender is also told, once, of what is not delivered after four hours: with the first attempt after that. Of success
 * a sender is told who asked for it. Whoever asked not to be told is not (RFC 3461 section 4.1).
 *
 * <p>A recipient is not put off beyond its expiry, so that its sender is told in time. The queue's policy is asked anew
 * each time.
 */
final class OutcomeTable {

  private static final Duration AFTER_UNKNOWN = Duration.ofMinutes(30);
  private static final Duration UNTIL_WARNING = Duration.ofHours(4);
  private static final Duration WITHOUT_TRANSPORT = Duration.ofMinutes(5);
  private static final Duration LONGEST_FOR_HOOKS = Duration.ofHours(1);
  private static final int SHARE_OF_AGE = 8;
  private static final String NO_SENDER = "; no report: it has no sender";
  private static final String NOT_ASKED_FOR = "; no report: its sender asked for none";

  private final QueuePolicy policy;
  private final Clock clock;
  private final RandomGenerator random;

  OutcomeTable(QueuePolicy policy, Clock clock, RandomGenerator random) {
    this.policy = policy;
    this.clock = clock;
    this.random = random;
  }

  /**
   * After an attempt.
   *
   * @param success what its sender is told of a delivery, where it asked to be told; empty where the next hop tells it
   */
  RecipientUpdate after(Attempt attempt, LeasedRecipient leased, ReversePath sender, Optional<ReportKind> success) {
    return switch (attempt.outcome().kind()) {
      case DELIVERED -> delivered(attempt, leased, sender, success);
      case REFUSED -> ended(leased, Transition.FAIL, attempt, sender);
      case DEFERRED, UNREACHABLE -> again(attempt, leased, sender, Duration.ZERO);
      case UNKNOWN -> again(attempt, leased, sender, AFTER_UNKNOWN);
    };
  }

  /**
   * Instead of an attempt: empty for one that is to be tried. What was never tried is, however old it is, unless others tell
   * that it would be in vain: behind the breaker of a dead site there may be thousands, and one attempt a minute.
   *
   * @param trouble what happened to others at its site, which is left alone or tried with care; empty otherwise
   */
  Optional<RecipientUpdate> instead(LeasedRecipient leased, ReversePath sender, Optional<String> trouble) {
    if (!isTooOld(leased, sender)) {
      return Optional.empty();
    }
    return leased.attempts() > 0
        ? Optional.of(expired(leased, sender, lastWords(leased)))
        : trouble.map(why -> expired(leased, sender, "never tried, for its site did not answer others: " + why));
  }

  /** Where there is no transport: no attempt is counted. */
  RecipientUpdate withoutTransport(LeasedRecipient leased, ReversePath sender, String transport) {
    String reason = "no transport '" + transport + "' is there";
    if (isTooOld(leased, sender)) {
      return expired(leased, sender, reason);
    }
    Instant due = earlier(clock.instant().plus(WITHOUT_TRANSPORT), expiry(leased, sender));
    return RecipientUpdate.postponed(leased.recipient().index(), due, reason);
  }

  /**
   * Where hooks keep a recipient back: no attempt is counted, unless they refuse it for good. What they refuse fails where
   * we know who sent it; a stranger's mail is held, because a report would go to whomever it names. What would be too old at
   * its next turn is held too: nobody tried it in vain.
   *
   * @param attempt the one that was not made, or the one that failed before
   */
  RecipientUpdate kept(Objection objection, Attempt attempt, LeasedRecipient leased, Envelope envelope) {
    int index = leased.recipient().index();
    return switch (objection.kind()) {
      case CANCEL -> RecipientUpdate.moved(index, Transition.CANCEL, objection.reason(), Optional.empty());
      case HOLD -> RecipientUpdate.moved(index, Transition.HOLD, objection.reason(), Optional.empty());
      case FAIL -> envelope.origin().trusted() && !envelope.sender().isNull()
          ? refused(leased, objection, attempt, envelope.sender())
          : RecipientUpdate.moved(index, Transition.HOLD, objection.reason(), Optional.empty());
      case POSTPONE -> postponed(objection, leased, envelope.sender());
    };
  }

  /** This moment. */
  Instant now() {
    return clock.instant();
  }

  private static RecipientUpdate delivered(
      Attempt attempt, LeasedRecipient leased, ReversePath sender, Optional<ReportKind> success) {
    RecipientUpdate delivered = RecipientUpdate.delivered(leased.recipient().index(), attempt);
    return isWanted(Notify.SUCCESS, leased, sender) && success.isPresent() ? owing(delivered, success.get()) : delivered;
  }

  private static RecipientUpdate refused(
      LeasedRecipient leased, Objection objection, Attempt attempt, ReversePath sender) {
    return new RecipientUpdate(
        leased.recipient().index(),
        Optional.of(Transition.FAIL),
        Optional.of(attempt),
        Optional.empty(),
        objection.reason() + whyNoReport(leased, sender),
        owed(leased, sender),
        false);
  }

  private RecipientUpdate postponed(Objection objection, LeasedRecipient leased, ReversePath sender) {
    Instant now = clock.instant();
    Instant due = now.plus(objection.delay().isZero() ? pauseForHooks(leased, now) : objection.delay());
    return due.isBefore(expiry(leased, sender))
        ? RecipientUpdate.postponed(leased.recipient().index(), due, objection.reason())
        : RecipientUpdate.moved(
            leased.recipient().index(), Transition.HOLD, "too old; " + objection.reason(), Optional.empty());
  }

  /** Longer and longer, so that a plugin that never gets well writes no endless history. */
  private Duration pauseForHooks(LeasedRecipient leased, Instant now) {
    Duration step = policy.settings().retry().pauseAfter(leased.attempts() + 1, random);
    Duration share = Duration.between(leased.firstDue(), now).dividedBy(SHARE_OF_AGE);
    Duration longest = share.compareTo(LONGEST_FOR_HOOKS) < 0 ? share : LONGEST_FOR_HOOKS;
    return step.compareTo(longest) < 0 ? longest : step;
  }

  private RecipientUpdate again(Attempt attempt, LeasedRecipient leased, ReversePath sender, Duration atLeast) {
    int index = leased.recipient().index();
    if (isTooOld(leased, sender)) {
      return ended(leased, Transition.EXPIRE, attempt, sender);
    }
    Instant now = clock.instant();
    Duration pause = policy.settings().retry().pauseAfter(attempt.number(), random);
    Instant due = earlier(now.plus(pause), expiry(leased, sender));
    Instant least = now.plus(atLeast);
    RecipientUpdate deferred = RecipientUpdate.deferred(index, attempt, due.isBefore(least) ? least : due);
    return isNewlyLate(leased, now) && isWanted(Notify.DELAY, leased, sender) ? owing(deferred, ReportKind.DELAYED) : deferred;
  }

  /** Whether this is the first attempt after the time of the warning: then the one before was made in time. */
  private static boolean isNewlyLate(LeasedRecipient leased, Instant now) {
    Instant late = leased.firstDue().plus(UNTIL_WARNING);
    return !now.isBefore(late) && leased.lastAttempt().map(last -> last.startedAt().isBefore(late)).orElse(true);
  }

  private static RecipientUpdate owing(RecipientUpdate update, ReportKind report) {
    return new RecipientUpdate(
        update.index(),
        update.transition(),
        update.attempt(),
        update.due(),
        update.detail(),
        Optional.of(report),
        update.reported());
  }

  private static RecipientUpdate ended(LeasedRecipient leased, Transition end, Attempt attempt, ReversePath sender) {
    DeliveryOutcome outcome = attempt.outcome();
    return new RecipientUpdate(
        leased.recipient().index(),
        Optional.of(end),
        Optional.of(attempt),
        Optional.empty(),
        outcome.summary() + whyNoReport(leased, sender),
        owed(leased, sender),
        false);
  }

  private static RecipientUpdate expired(LeasedRecipient leased, ReversePath sender, String why) {
    String detail = "too old; " + why + whyNoReport(leased, sender);
    return RecipientUpdate.moved(leased.recipient().index(), Transition.EXPIRE, detail, owed(leased, sender));
  }

  private static Optional<ReportKind> owed(LeasedRecipient leased, ReversePath sender) {
    return isWanted(Notify.FAILURE, leased, sender) ? Optional.of(ReportKind.FAILED) : Optional.empty();
  }

  private static boolean isWanted(Notify what, LeasedRecipient leased, ReversePath sender) {
    return !sender.isNull() && leased.recipient().reports().wants(what);
  }

  private static String whyNoReport(LeasedRecipient leased, ReversePath sender) {
    if (isWanted(Notify.FAILURE, leased, sender)) {
      return "";
    }
    return sender.isNull() ? NO_SENDER : NOT_ASKED_FOR;
  }

  private static String lastWords(LeasedRecipient leased) {
    return leased.lastAttempt().map(last -> "last attempt: " + last.outcome().summary()).orElse("no attempt is known");
  }

  private boolean isTooOld(LeasedRecipient leased, ReversePath sender) {
    return !clock.instant().isBefore(expiry(leased, sender));
  }

  private Instant expiry(LeasedRecipient leased, ReversePath sender) {
    RetrySchedule retry = policy.settings().retry();
    return retry.expiry(leased.firstDue(), sender.isNull());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
