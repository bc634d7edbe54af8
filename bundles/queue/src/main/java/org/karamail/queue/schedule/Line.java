package org.karamail.queue.schedule;

import java.util.EnumMap;
import java.util.Map;
import org.karamail.model.Priority;
import org.karamail.model.Route;

/**
 * The waiting line of one route. Due work stands in five lanes that share the line's turns.
 *
 * <p>Turns are counted in steps, as in start-time fair queueing. A lane's next turn is its last one plus its step; the
 * lane whose turn is nearest goes, the more urgent one on a tie. A lane that was empty starts at the line's present step,
 * not at its own old one: it saves nothing up, and up to sixteen urgent works go before the next bulk one.
 */
final class Line {

  private final Route route;
  private final Map<Priority.Band, Lane> lanes = new EnumMap<>(Priority.Band.class);
  private String site = "";
  private long turn;
  private long waiting;

  Line(Route route) {
    this.route = route;
  }

  /** The site whose turns it shares; set while it takes part in none. */
  String site() {
    return site;
  }

  void belongTo(String other) {
    site = other;
  }

  Route route() {
    return route;
  }

  /** How many works there are for this route, due or not. */
  long waiting() {
    return waiting;
  }

  void expect() {
    waiting++;
  }

  void forget(long works) {
    waiting -= works;
  }

  /** Puts what has become due into its lane. */
  void add(Ticket ticket) {
    lanes.computeIfAbsent(ticket.band(), band -> new Lane(band, turn)).add(ticket);
  }

  boolean contains(Ticket due) {
    Lane lane = lanes.get(due.band());
    return lane != null && lane.contains(due);
  }

  /** Takes due work out of its lane; answers whether it was there. */
  boolean remove(Ticket ticket) {
    Lane lane = lanes.get(ticket.band());
    if (lane == null || !lane.remove(ticket)) {
      return false;
    }
    if (lane.isEmpty()) {
      lanes.remove(ticket.band());
    }
    return true;
  }

  boolean hasDueWork() {
    return !lanes.isEmpty();
  }

  boolean hasUrgentWork() {
    return lanes.containsKey(Priority.Band.CRITICAL) || lanes.containsKey(Priority.Band.HIGH);
  }

  /** Takes the next due work; there must be some. */
  Ticket take(long now, long countedFrom) {
    Priority.Band next = lanes.keySet().iterator().next();
    long nearest = Long.MAX_VALUE;
    for (Map.Entry<Priority.Band, Lane> entry : lanes.entrySet()) {
      long its = entry.getValue().nextTurn(now, countedFrom);
      if (its < nearest) {
        nearest = its;
        next = entry.getKey();
      }
    }
    return takeFrom(next, nearest);
  }

  private Ticket takeFrom(Priority.Band band, long its) {
    turn = Math.max(turn, its);
    Lane lane = lanes.computeIfAbsent(band, missing -> new Lane(missing, turn));
    Ticket taken = lane.take(its);
    if (lane.isEmpty()) {
      lanes.remove(band);
    }
    return taken;
  }
}
