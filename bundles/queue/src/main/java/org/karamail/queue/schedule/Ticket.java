package org.karamail.queue.schedule;

import java.time.Instant;
import java.util.Comparator;
import org.karamail.model.NodeId;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.Lease;

/** A DELIVER work while it waits, packed: there may be a million, and each of these takes 40 octets of heap. */
final class Ticket {

  /** Among what waits for its time: the earliest, then the most urgent, then the oldest message. */
  static final Comparator<Ticket> BY_DUE = Ticket::compareByDue;

  /** Within a lane: by priority value, then first come, first served. */
  static final Comparator<Ticket> BY_URGENCY = Ticket::compareByUrgency;

  private static final long NANOS = 1_000_000_000L;

  private final long due;
  private final long ticks;
  private final Line line;
  private final char node;
  private final short priority;

  Ticket(Work work, Line line) {
    this.due = nanos(work.due());
    this.ticks = work.id().ticks();
    this.line = line;
    this.node = (char) work.id().node().number();
    this.priority = (short) work.priority().value();
  }

  /** Nanoseconds since 1970, kept within what a long holds: the years 1678 to 2261. */
  static long nanos(Instant time) {
    long seconds = time.getEpochSecond();
    if (Math.abs(seconds) >= Long.MAX_VALUE / NANOS) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seconds * NANOS + time.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  long due() {
    return due;
  }

  Line line() {
    return line;
  }

  Priority.Band band() {
    return new Priority(priority).band();
  }

  boolean isOfSameMessage(Ticket other) {
    return ticks == other.ticks && node == other.node;
  }

  Work work() {
    return new Work(
        new QueueId(ticks, new NodeId(node)),
        line.route(),
        Lease.Purpose.DELIVER,
        new Priority(priority),
        instant(due));
  }

  private static int compareByDue(Ticket one, Ticket other) {
    int byTime = Long.compare(one.due, other.due);
    int order = byTime != 0 ? byTime : compareByUrgency(one, other);
    return order != 0 || one.line == other.line ? order : compare(one.line.route(), other.line.route());
  }

  private static int compareByUrgency(Ticket one, Ticket other) {
    int order = Short.compare(one.priority, other.priority);
    if (order == 0) {
      order = Long.compare(one.ticks, other.ticks);
    }
    if (order == 0) {
      order = Character.compare(one.node, other.node);
    }
    return order != 0 ? order : Long.compare(one.due, other.due);
  }

  static int compare(Route one, Route other) {
    int byTransport = one.transport().compareTo(other.transport());
    return byTransport != 0 ? byTransport : one.nextHop().compareTo(other.nextHop());
  }
}
