package org.karamail.rocksdb.internal.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.karamail.model.MailEvent;
import org.karamail.model.RecipientState;
import org.karamail.model.Transition;
import org.karamail.rocksdb.internal.record.RecipientRecord;
import org.karamail.rocksdb.internal.record.Wish;

/**
 * What an operator's command makes of a recipient; empty where it does not apply. Pure functions.
 *
 * <p>A recipient that is being delivered to gets a wish: the attempt is not disturbed, and what it leaves open is dealt with
 * when it ends.
 */
public final class Commands {

  private Commands() {}

  /** A command. */
  public interface Command {
    /**
     * Applies it.
     *
     * @param active whether the recipient is being delivered to
     */
    Optional<Step> apply(RecipientRecord recipient, boolean active, Instant now);
  }

  public static Command hold(String reason) {
    return (recipient, active, now) -> {
      if (!Transition.HOLD.isLegalFrom(recipient.state())) {
        return Optional.empty();
      }
      return Optional.of(
          active ? wish(recipient, new Wish(Wish.Kind.HOLD, reason)) : toHeld(recipient, reason, now));
    };
  }

  public static Command cancel(String reason) {
    return (recipient, active, now) -> {
      if (!Transition.CANCEL.isLegalFrom(recipient.state())) {
        return Optional.empty();
      }
      return Optional.of(
          active ? wish(recipient, new Wish(Wish.Kind.CANCEL, reason)) : toCancelled(recipient, reason, now));
    };
  }

  /** Lets a held recipient go on; takes back the wish to hold one. */
  public static Command release() {
    return (recipient, active, now) -> {
      if (active && recipient.wish().filter(wish -> wish.kind() == Wish.Kind.HOLD).isPresent()) {
        return Optional.of(Step.silent(recipient.wish(Optional.empty())));
      }
      return recipient.state() == RecipientState.HELD
          ? Optional.of(toQueued(recipient, MailEvent.Kind.RELEASED, now))
          : Optional.empty();
    };
  }

  public static Command requeue() {
    return (recipient, active, now) ->
        !active && Transition.REQUEUE.isLegalFrom(recipient.state())
            ? Optional.of(toQueued(recipient, MailEvent.Kind.REQUEUED, now))
            : Optional.empty();
  }

  static Step toHeld(RecipientRecord recipient, String reason, Instant now) {
    return Step.of(
        recipient.to(RecipientState.HELD, recipient.due(), reason).heldAt(Optional.of(now)),
        Happening.of(MailEvent.Kind.HELD, RecipientState.HELD, reason));
  }

  /** What the history of a message says that the store sets aside. */
  public static Step setAside(RecipientRecord recipient, String reason, Instant now) {
    return toHeld(recipient, reason, now);
  }

  /** Nobody waits any more for the report of a delay. */
  static Step toCancelled(RecipientRecord recipient, String reason, Instant now) {
    return Step.of(
        recipient.to(RecipientState.CANCELLED, now, reason).owed(Optional.empty()).heldAt(Optional.empty()),
        Happening.of(MailEvent.Kind.CANCELLED, RecipientState.CANCELLED, reason));
  }

  private static Step wish(RecipientRecord recipient, Wish wish) {
    return Step.silent(recipient.wish(Optional.of(wish)));
  }

  private static Step toQueued(RecipientRecord recipient, MailEvent.Kind kind, Instant now) {
    boolean revived = recipient.state().isFinal();
    boolean early = kind == MailEvent.Kind.RELEASED && recipient.firstDue().isAfter(now);
    RecipientRecord queued =
        recipient
            .firstDue(revived ? now : agedWithoutHold(recipient, now))
            .to(RecipientState.QUEUED, early ? recipient.firstDue() : now, "")
            .heldAt(Optional.empty());
    RecipientRecord free = revived ? queued.owed(Optional.empty()) : queued;
    return Step.of(free, Happening.of(kind, RecipientState.QUEUED, ""));
  }

  /** Time spent HELD does not age a recipient: its first due time moves on by as much. */
  private static Instant agedWithoutHold(RecipientRecord recipient, Instant now) {
    Instant firstDue = recipient.firstDue();
    return recipient
        .heldAt()
        .map(at -> at.isAfter(firstDue) ? at : firstDue)
        .filter(from -> from.isBefore(now))
        .map(from -> firstDue.plus(Duration.between(from, now)))
        .orElse(firstDue);
  }
}
