package org.karamail.model;

/**
 * Where one recipient of one message stands. A message has no state of its own; it is finished when all its recipients
 * are. Which change follows which is in {@link Transition}.
 *
 * <p>The code is written to disk and never changes its meaning.
 */
public enum RecipientState implements Coded {
  /** Due now; waits for a free slot. */
  QUEUED(1, false),
  /** Waits for its first due time. */
  SCHEDULED(2, false),
  /** An attempt is under way. Never on disk: a process that dies leaves it QUEUED or DEFERRED. */
  ACTIVE(3, false),
  /** Tried or postponed; waits for its next due time. */
  DEFERRED(4, false),
  /** Waits for an operator; the reason is in its last event. */
  HELD(5, false),
  /** The next hop or the mailbox has taken it. */
  DELIVERED(6, true),
  /** Refused for good. */
  FAILED(7, true),
  /** Given up because it grew too old. */
  EXPIRED(8, true),
  /** Taken back by an operator, an application or a discarding hook. */
  CANCELLED(9, true),
  /** Not sent because the recipient is on a suppression list. */
  SUPPRESSED(10, true);

  private final int code;
  private final boolean isFinal;

  RecipientState(int code, boolean isFinal) {
    this.code = code;
    this.isFinal = isFinal;
  }

  @Override
  public int code() {
    return code;
  }

  /** Whether nothing happens to the recipient any more. */
  public boolean isFinal() {
    return isFinal;
  }
}
