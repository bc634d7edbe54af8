package org.karamail.queue.schedule;

import java.time.Duration;
import java.util.TreeSet;
import org.karamail.model.Priority;

/**
 * The due work of one band in one line, and how long the band has to step back after each turn: one step for CRITICAL, two
 * for HIGH, and so on to sixteen for BULK, which makes the shares 16:8:4:2:1.
 */
final class Lane {

  /** Waiting so long for a slot makes LOW and BULK step back no further than NORMAL. */
  static final Duration AGED = Duration.ofMinutes(30);

  private final TreeSet<Ticket> tickets = new TreeSet<>(Ticket.BY_URGENCY);
  private final Priority.Band band;
  private long lastTurn;

  Lane(Priority.Band band, long turn) {
    this.band = band;
    this.lastTurn = turn;
  }

  void add(Ticket ticket) {
    tickets.add(ticket);
  }

  boolean contains(Ticket ticket) {
    return tickets.contains(ticket);
  }

  boolean remove(Ticket ticket) {
    return tickets.remove(ticket);
  }

  boolean isEmpty() {
    return tickets.isEmpty();
  }

  /**
   * When this lane's turn comes, counted in steps of its line.
   *
   * @param countedFrom waiting before this moment does not age
   */
  long nextTurn(long now, long countedFrom) {
    boolean aged = now - Math.max(tickets.first().due(), countedFrom) >= AGED.toNanos();
    long step = step(band);
    return lastTurn + (aged ? Math.min(step, step(Priority.Band.NORMAL)) : step);
  }

  private static long step(Priority.Band band) {
    return switch (band) {
      case CRITICAL -> 1;
      case HIGH -> 2;
      case NORMAL -> 4;
      case LOW -> 8;
      case BULK -> 16;
    };
  }

  /** The first work; what else is due of its message goes with it. */
  Ticket take(long turn) {
    lastTurn = turn;
    Ticket first = tickets.first();
    int taken = 0;
    while (!tickets.isEmpty() && tickets.first().isOfSameMessage(first)) {
      tickets.pollFirst();
      taken++;
    }
    first.line().forget(taken);
    return first;
  }
}
