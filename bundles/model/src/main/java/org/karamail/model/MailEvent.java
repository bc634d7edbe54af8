package org.karamail.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One change in the life of a recipient, committed together with the change itself. (id, recipient, sequence) names an
 * event for good: whoever stores events elsewhere inserts on that key and may see an event twice.
 *
 * @param id the message
 * @param recipient its recipient's index
 * @param sequence counts from 0 for each recipient
 * @param at when it happened, by this host's clock
 * @param kind what happened
 * @param state where the recipient stands since
 * @param detail one line for people: the reason of a hold, the id of a report, a reply; may be empty
 * @param attempt what was tried, for events that an attempt caused
 */
public record MailEvent(
    QueueId id,
    int recipient,
    int sequence,
    Instant at,
    Kind kind,
    RecipientState state,
    String detail,
    Optional<Attempt> attempt) {

  /** What happened. The code is written to disk and never changes its meaning. */
  public enum Kind implements Coded {
    /** Taken into the queue. The detail tells from whom, to whom and how it came: the history outlives the message. */
    ACCEPTED(1),
    /** Delivered by an attempt. */
    DELIVERED(2),
    /** An attempt failed for now, or the attempt was put off. */
    DEFERRED(3),
    /** Refused for good. */
    FAILED(4),
    /** Grew too old. */
    EXPIRED(5),
    /** Set aside. */
    HELD(6),
    /** Let go on by an operator. */
    RELEASED(7),
    /** Another attempt was asked for. */
    REQUEUED(8),
    /** Taken back. */
    CANCELLED(9),
    /** Not sent: on a suppression list. */
    SUPPRESSED(10),
    /** A report about it was queued; the detail names it. */
    REPORTED(11),
    /** Read back from a damaged store. */
    RECOVERED(12);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }

  public MailEvent {
    if (recipient < 0 || sequence < 0) {
      throw new IllegalArgumentException("recipient and sequence count from 0");
    }
  }
}
