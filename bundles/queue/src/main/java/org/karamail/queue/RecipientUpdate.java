package org.karamail.queue;

import java.time.Instant;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.Transition;

/**
 * What came of a lease for one of its recipients. Recipients that an update does not name go back to QUEUED.
 *
 * @param index the recipient
 * @param transition the change of state; empty when only a report was written
 * @param attempt what was tried; empty when nothing was, as when delivery was put off: then no attempt is counted
 * @param due when it is due again; needed for DEFER
 * @param detail one line for people
 * @param owes the report its sender is owed from now on
 * @param reported whether the owed report is part of this update's spawn
 */
public record RecipientUpdate(
    int index,
    Optional<Transition> transition,
    Optional<Attempt> attempt,
    Optional<Instant> due,
    String detail,
    Optional<ReportKind> owes,
    boolean reported) {

  public RecipientUpdate {
    if (index < 0) {
      throw new IllegalArgumentException("recipients count from 0, not " + index);
    }
    if (transition.isPresent() && transition.get() == Transition.DEFER && due.isEmpty()) {
      throw new IllegalArgumentException("a deferred recipient needs a due time");
    }
  }

  /** Delivered, with what the peer said. */
  public static RecipientUpdate delivered(int index, Attempt attempt) {
    return tried(index, Transition.DELIVER, attempt, Optional.empty());
  }

  /** Failed for now. */
  public static RecipientUpdate deferred(int index, Attempt attempt, Instant due) {
    return new RecipientUpdate(
        index,
        Optional.of(Transition.DEFER),
        Optional.of(attempt),
        Optional.of(due),
        attempt.outcome().summary(),
        Optional.empty(),
        false);
  }

  /** Failed for good or grown too old; {@code owes} says whether the sender is told. */
  public static RecipientUpdate ended(int index, Transition end, Attempt attempt, Optional<ReportKind> owes) {
    return tried(index, end, attempt, owes);
  }

  /** Put off without an attempt, as when a transport is missing. */
  public static RecipientUpdate postponed(int index, Instant due, String reason) {
    return new RecipientUpdate(
        index,
        Optional.of(Transition.DEFER),
        Optional.empty(),
        Optional.of(due),
        reason,
        Optional.empty(),
        false);
  }

  /** Ended or held without an attempt, with the reason. */
  public static RecipientUpdate moved(int index, Transition transition, String reason, Optional<ReportKind> owes) {
    return new RecipientUpdate(
        index, Optional.of(transition), Optional.empty(), Optional.empty(), reason, owes, false);
  }

  /** Its owed report is written, or will not be for the reason given. */
  public static RecipientUpdate reported(int index, String detail) {
    return new RecipientUpdate(
        index, Optional.empty(), Optional.empty(), Optional.empty(), detail, Optional.empty(), true);
  }

  /** The same, with more to tell. */
  public RecipientUpdate adding(String more) {
    return new RecipientUpdate(index, transition, attempt, due, detail + more, owes, reported);
  }

  /** The same after an attempt. */
  public RecipientUpdate counting(Attempt made) {
    return new RecipientUpdate(index, transition, Optional.of(made), due, detail, owes, reported);
  }

  /** The same, due at another time. */
  public RecipientUpdate dueAt(Instant other) {
    return new RecipientUpdate(index, transition, attempt, Optional.of(other), detail, owes, reported);
  }

  private static RecipientUpdate tried(int index, Transition transition, Attempt attempt, Optional<ReportKind> owes) {
    return new RecipientUpdate(
        index,
        Optional.of(transition),
        Optional.of(attempt),
        Optional.empty(),
        attempt.outcome().summary(),
        owes,
        false);
  }
}
