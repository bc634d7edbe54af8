package org.karamail.rocksdb.internal.work;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.karamail.model.MailEvent;
import org.karamail.model.RecipientState;
import org.karamail.model.Transition;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.ReportKind;
import org.karamail.rocksdb.internal.record.Owed;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.Wish;

/** What the end of a lease makes of a recipient. Pure functions. */
public final class Outcomes {

  private static final Map<Transition, MailEvent.Kind> KINDS =
      new EnumMap<>(
          Map.of(
              Transition.DEFER, MailEvent.Kind.DEFERRED,
              Transition.DELIVER, MailEvent.Kind.DELIVERED,
              Transition.FAIL, MailEvent.Kind.FAILED,
              Transition.EXPIRE, MailEvent.Kind.EXPIRED,
              Transition.HOLD, MailEvent.Kind.HELD,
              Transition.CANCEL, MailEvent.Kind.CANCELLED,
              Transition.SUPPRESS, MailEvent.Kind.SUPPRESSED));

  private Outcomes() {}

  /**
   * Checks an update against the state its recipient is in.
   *
   * @throws IllegalStateException if its transition is no legal end of a lease
   */
  public static void check(RecipientUpdate update, RecipientState from) {
    update.transition().ifPresent(transition -> check(transition, from));
  }

  private static void check(Transition transition, RecipientState from) {
    transition.from(from);
    if (transition != Transition.RELEASE_LEASE && !KINDS.containsKey(transition)) {
      throw new IllegalStateException(transition + " does not end a lease");
    }
  }

  /** Applies an update, then what was wished for meanwhile. */
  public static Step apply(RecipientRecord recipient, RecipientUpdate update, RecipientState from, Instant now) {
    check(update, from);
    Step moved =
        update
            .transition()
            .filter(transition -> transition != Transition.RELEASE_LEASE)
            .map(transition -> move(recipient, update, transition, now))
            .orElse(Step.silent(recipient));
    Step owing = moved.then(Step.silent(owe(moved.recipient(), update.owes(), now)));
    Step reported = update.reported() ? owing.then(report(owing.recipient(), update.detail())) : owing;
    return reported.then(applyWish(reported.recipient(), now));
  }

  private static Step move(
      RecipientRecord recipient, RecipientUpdate update, Transition transition, Instant now) {
    MailEvent.Kind kind = Objects.requireNonNull(KINDS.get(transition));
    RecipientRecord tried = update.attempt().map(recipient::tried).orElse(recipient);
    Instant due = transition.to().isFinal() ? now : update.due().orElse(recipient.due());
    RecipientRecord moved = tried.to(transition.to(), due, update.detail());
    RecipientRecord held = transition == Transition.HOLD ? moved.heldAt(Optional.of(now)) : moved;
    return Step.of(held, new Happening(kind, transition.to(), update.detail(), update.attempt()));
  }

  /** A second debt takes the place of the first, in the first one's window. */
  private static RecipientRecord owe(RecipientRecord recipient, Optional<ReportKind> kind, Instant now) {
    return kind.map(k -> recipient.owed(Optional.of(new Owed(k, recipient.owed().map(Owed::since).orElse(now)))))
        .orElse(recipient);
  }

  private static Step report(RecipientRecord recipient, String detail) {
    return Step.of(
        recipient.owed(Optional.empty()), Happening.of(MailEvent.Kind.REPORTED, recipient.state(), detail));
  }

  /** What was wished for while the recipient was leased, applied to what its lease has left open. */
  public static Step applyWish(RecipientRecord recipient, Instant now) {
    if (recipient.wish().isEmpty()) {
      return Step.silent(recipient);
    }
    RecipientRecord free = recipient.wish(Optional.empty());
    Wish wish = recipient.wish().get();
    Transition transition = wish.kind() == Wish.Kind.HOLD ? Transition.HOLD : Transition.CANCEL;
    if (!transition.isLegalFrom(recipient.state())) {
      return Step.silent(free);
    }
    return wish.kind() == Wish.Kind.HOLD
        ? Commands.toHeld(free, wish.reason(), now)
        : Commands.toCancelled(free, wish.reason(), now);
  }
}
