package org.karamail.model;

import static org.karamail.model.RecipientState.ACTIVE;
import static org.karamail.model.RecipientState.CANCELLED;
import static org.karamail.model.RecipientState.DEFERRED;
import static org.karamail.model.RecipientState.DELIVERED;
import static org.karamail.model.RecipientState.EXPIRED;
import static org.karamail.model.RecipientState.FAILED;
import static org.karamail.model.RecipientState.HELD;
import static org.karamail.model.RecipientState.QUEUED;
import static org.karamail.model.RecipientState.SCHEDULED;
import static org.karamail.model.RecipientState.SUPPRESSED;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every legal change of a recipient's state, by name; anything else is a bug and throws.
 *
 * <p>Where an operator's command meets an ACTIVE recipient it is a wish, applied to what the attempt leaves open.
 */
public enum Transition {
  /** Its first due time has come. */
  BECOME_DUE(EnumSet.of(SCHEDULED, DEFERRED), QUEUED),
  /** A worker takes it. */
  LEASE(EnumSet.of(QUEUED), ACTIVE),
  /** A worker gives it back untried. */
  RELEASE_LEASE(EnumSet.of(ACTIVE), QUEUED),
  /** The attempt failed for now. */
  DEFER(EnumSet.of(ACTIVE, QUEUED), DEFERRED),
  /** The next hop or mailbox took it. */
  DELIVER(EnumSet.of(ACTIVE), DELIVERED),
  /** The attempt failed for good. */
  FAIL(EnumSet.of(ACTIVE, QUEUED, SCHEDULED, DEFERRED, HELD), FAILED),
  /** It grew too old. */
  EXPIRE(EnumSet.of(ACTIVE, QUEUED, SCHEDULED, DEFERRED), EXPIRED),
  /** An operator or a hook sets it aside. */
  HOLD(EnumSet.of(ACTIVE, QUEUED, SCHEDULED, DEFERRED), HELD),
  /** An operator lets it go on. */
  RELEASE(EnumSet.of(HELD), QUEUED),
  /** An operator asks for another attempt now. */
  REQUEUE(EnumSet.of(SCHEDULED, DEFERRED, HELD, FAILED, EXPIRED), QUEUED),
  /** An operator, an application or a hook takes it back. */
  CANCEL(EnumSet.of(ACTIVE, QUEUED, SCHEDULED, DEFERRED, HELD), CANCELLED),
  /** It turns out to be on a suppression list. */
  SUPPRESS(EnumSet.of(ACTIVE, QUEUED, SCHEDULED, DEFERRED), SUPPRESSED);

  @SuppressWarnings("ImmutableEnumChecker") // a copy that Set.copyOf made
  private final Set<RecipientState> from;
  private final RecipientState to;

  Transition(Set<RecipientState> from, RecipientState to) {
    this.from = Set.copyOf(from);
    this.to = to;
  }

  /** Whether a recipient in this state may take this edge. */
  public boolean isLegalFrom(RecipientState state) {
    return from.contains(state);
  }

  /**
   * The state after this edge.
   *
   * @throws IllegalStateException if the edge does not start at {@code state}
   */
  public RecipientState from(RecipientState state) {
    if (!isLegalFrom(state)) {
      throw new IllegalStateException(name() + " does not start at " + state + " but at one of " + from);
    }
    return to;
  }

  /** Where the edge ends. */
  public RecipientState to() {
    return to;
  }
}
