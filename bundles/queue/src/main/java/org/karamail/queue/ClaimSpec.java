package org.karamail.queue;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karamail.model.Route;

/**
 * What a dispatcher asks the queue for.
 *
 * <p>A line of ten thousand for one route must not be leased as far as there are free slots at all, only to be given back
 * because the route takes one more: so a claim says for every route how many leases it may take.
 *
 * @param now what counts as due
 * @param maxLeases how many leases at most; at least 1
 * @param maxRecipients how many recipients a lease may hold; at least 1
 * @param room how many leases of these routes the claim may give; 0 for a route that is full
 * @param roomElsewhere the same for every route that {@code room} does not name; at least 1
 */
public record ClaimSpec(
    Instant now, int maxLeases, int maxRecipients, Map<Route, Integer> room, int roomElsewhere) {

  public ClaimSpec {
    room = Map.copyOf(room);
    if (maxLeases < 1 || maxRecipients < 1 || roomElsewhere < 1) {
      throw new IllegalArgumentException("a claim asks for at least one lease of one recipient");
    }
    if (room.values().stream().anyMatch(leases -> leases < 0)) {
      throw new IllegalArgumentException("a route cannot have less than no room");
    }
  }

  /** A claim that knows only routes without any room; the others may take all it asks for. */
  public ClaimSpec(Instant now, int maxLeases, int maxRecipients, Set<Route> full) {
    this(now, maxLeases, maxRecipients, full.stream().collect(Collectors.toMap(route -> route, route -> 0)), maxLeases);
  }

  /** How many leases of this route the claim may give. */
  public int roomFor(Route route) {
    return room.getOrDefault(route, roomElsewhere);
  }
}
