package org.karamail.rocksdb.internal.record;

import java.time.Instant;
import java.util.Optional;
import org.karamail.model.Attempt;
import org.karamail.model.Coded;
import org.karamail.model.Priority;
import org.karamail.model.RecipientState;
import org.karamail.model.Route;
import org.karamail.queue.ReportKind;
import org.karamail.queue.store.Submission;

/**
 * What changes about a recipient. Holds route and priority as well, so that a start can schedule everything without reading
 * a single message.
 *
 * @param route how it is reached
 * @param priority its message's
 * @param state where it stands; never ACTIVE
 * @param due when it is tried next; the time of its end for final states
 * @param firstDue its age counts from here
 * @param heldAt since when it is HELD, when it is
 * @param attempts how many have been made
 * @param events how many have been written; the next one's sequence
 * @param detail the last reply, the reason of a hold
 * @param lastAttempt the newest attempt
 * @param owed a report about it that is still to be written
 * @param wish what is to happen to it once its lease ends
 */
public record RecipientRecord(
    Route route,
    Priority priority,
    RecipientState state,
    Instant due,
    Instant firstDue,
    Optional<Instant> heldAt,
    int attempts,
    int events,
    String detail,
    Optional<Attempt> lastAttempt,
    Optional<Owed> owed,
    Optional<Wish> wish) {

  private static final int ROUTE = 1;
  private static final int PRIORITY = 2;
  private static final int STATE = 3;
  private static final int DUE = 4;
  private static final int FIRST_DUE = 5;
  private static final int HELD_AT = 6;
  private static final int ATTEMPTS = 7;
  private static final int EVENTS = 8;
  private static final int DETAIL = 9;
  private static final int LAST_ATTEMPT = 10;
  private static final int OWED_KIND = 11;
  private static final int OWED_SINCE = 12;
  private static final int WISH_KIND = 13;
  private static final int WISH_REASON = 14;

  /** A recipient at its birth; an end at birth is as old as the message. */
  public static RecipientRecord of(Submission submission, Submission.NewRecipient born) {
    boolean held = born.state() == RecipientState.HELD;
    return new RecipientRecord(
        born.recipient().route(),
        submission.envelope().priority(),
        born.state(),
        born.state().isFinal() ? submission.acceptedAt() : born.due(),
        born.due(),
        held ? Optional.of(submission.acceptedAt()) : Optional.empty(),
        0,
        0,
        born.detail(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether a dispatcher may be given it once it is due. */
  public boolean isWaiting() {
    return wish.isEmpty()
        && (state == RecipientState.QUEUED
            || state == RecipientState.SCHEDULED
            || state == RecipientState.DEFERRED);
  }

  /** The state people see: what was put off is QUEUED as soon as its time has come. */
  public RecipientState stateAt(Instant now) {
    boolean putOff = state == RecipientState.SCHEDULED || state == RecipientState.DEFERRED;
    return putOff && !due.isAfter(now) ? RecipientState.QUEUED : state;
  }

  /** This recipient, standing elsewhere. */
  public RecipientRecord to(RecipientState state, Instant due, String detail) {
    return new RecipientRecord(
        route, priority, state, due, firstDue, heldAt, attempts, events, detail, lastAttempt, owed, wish);
  }

  public RecipientRecord firstDue(Instant firstDue) {
    return new RecipientRecord(
        route, priority, state, due, firstDue, heldAt, attempts, events, detail, lastAttempt, owed, wish);
  }

  public RecipientRecord heldAt(Optional<Instant> heldAt) {
    return new RecipientRecord(
        route, priority, state, due, firstDue, heldAt, attempts, events, detail, lastAttempt, owed, wish);
  }

  public RecipientRecord tried(Attempt attempt) {
    return new RecipientRecord(
        route,
        priority,
        state,
        due,
        firstDue,
        heldAt,
        attempts + 1,
        events,
        detail,
        Optional.of(attempt),
        owed,
        wish);
  }

  public RecipientRecord withOneMoreEvent() {
    return new RecipientRecord(
        route, priority, state, due, firstDue, heldAt, attempts, events + 1, detail, lastAttempt, owed, wish);
  }

  public RecipientRecord owed(Optional<Owed> owed) {
    return new RecipientRecord(
        route, priority, state, due, firstDue, heldAt, attempts, events, detail, lastAttempt, owed, wish);
  }

  public RecipientRecord wish(Optional<Wish> wish) {
    return new RecipientRecord(
        route, priority, state, due, firstDue, heldAt, attempts, events, detail, lastAttempt, owed, wish);
  }

  /** The value that is stored. */
  public byte[] encode(byte[] key) {
    FieldWriter writer =
        new FieldWriter()
            .text(ROUTE, RouteText.of(route))
            .number(PRIORITY, priority.value())
            .number(STATE, state.code())
            .time(DUE, due)
            .time(FIRST_DUE, firstDue)
            .number(ATTEMPTS, attempts)
            .number(EVENTS, events);
    heldAt.ifPresent(at -> writer.time(HELD_AT, at));
    if (!detail.isEmpty()) {
      writer.text(DETAIL, detail);
    }
    lastAttempt.ifPresent(attempt -> writer.record(LAST_ATTEMPT, AttemptFields.write(attempt)));
    owed.ifPresent(report -> writer.number(OWED_KIND, report.kind().code()).time(OWED_SINCE, report.since()));
    wish.ifPresent(w -> writer.number(WISH_KIND, w.kind().code()).text(WISH_REASON, w.reason()));
    return Checksum.seal(key, writer);
  }

  /**
   * Reads a stored value.
   *
   * @throws UnreadableRecordException if it is none
   */
  public static RecipientRecord decode(byte[] key, byte[] value) {
    return Fields.decode(key, value, RecipientRecord::read);
  }

  private static RecipientRecord read(Fields fields) {
    return new RecipientRecord(
        RouteText.parse(fields.text(ROUTE)),
        new Priority(fields.integer(PRIORITY)),
        Coded.of(RecipientState.class, fields.integer(STATE)),
        fields.time(DUE),
        fields.time(FIRST_DUE),
        fields.optional(HELD_AT, fields::time),
        fields.integer(ATTEMPTS),
        fields.integer(EVENTS),
        fields.text(DETAIL, ""),
        fields.optional(LAST_ATTEMPT, fields::record).map(AttemptFields::read),
        fields.optional(OWED_KIND, fields::integer).map(kind -> owed(kind, fields)),
        fields.optional(WISH_KIND, fields::integer).map(kind -> wish(kind, fields)));
  }

  private static Owed owed(int kind, Fields fields) {
    return new Owed(Coded.of(ReportKind.class, kind), fields.time(OWED_SINCE));
  }

  private static Wish wish(int kind, Fields fields) {
    return new Wish(Coded.of(Wish.Kind.class, kind), fields.text(WISH_REASON));
  }
}
