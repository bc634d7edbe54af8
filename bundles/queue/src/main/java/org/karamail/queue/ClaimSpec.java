package org.karamail.queue;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karamail.model.Route;

/**
 * What a dispatcher asks the queue for.
 *
 * <p>A line of ten thousand for one site must not be leased as far as there are free slots at all, only to be given back
 * because the site takes one more: so a claim says for every site how many leases it may take.
 *
 * @param now what counts as due
 * @param maxLeases how many leases at most; at least 1
 * @param maxRecipients how many recipients a lease may hold; at least 1
 * @param sites which routes share room and turns
 * @param room how many leases for these sites the claim may give; 0 for a site that is full
 * @param roomElsewhere the same for every site that {@code room} does not name; at least 1
 */
public record ClaimSpec(
    Instant now, int maxLeases, int maxRecipients, Sites sites, Map<String, Integer> room, int roomElsewhere) {

  /**
   * Says to which site a route belongs at this moment, and of which kind it is. Asked while the queue holds its locks, so it
   * answers from memory, does not throw and does not ask the queue. Its answer for a route may change from claim to claim.
   */
  @FunctionalInterface
  public interface Sites {

    /** Every route is a site. */
    Sites BY_ROUTE = Route::toString;

    String of(Route route);

    /** Whether mail on this route ends in a mailbox of this machine. */
    default boolean isLocal(Route route) {
      return false;
    }
  }

  public ClaimSpec {
    room = Map.copyOf(room);
    if (maxLeases < 1 || maxRecipients < 1 || roomElsewhere < 1) {
      throw new IllegalArgumentException("a claim asks for at least one lease of one recipient");
    }
    if (room.values().stream().anyMatch(leases -> leases < 0)) {
      throw new IllegalArgumentException("a site cannot have less than no room");
    }
  }

  /** A claim to which every route is a site of its own. */
  public ClaimSpec(Instant now, int maxLeases, int maxRecipients, Map<Route, Integer> room, int roomElsewhere) {
    this(
        now,
        maxLeases,
        maxRecipients,
        Sites.BY_ROUTE,
        room.entrySet().stream().collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue)),
        roomElsewhere);
  }

  /** A claim that knows only routes without any room; the others may take all it asks for. */
  public ClaimSpec(Instant now, int maxLeases, int maxRecipients, Set<Route> full) {
    this(now, maxLeases, maxRecipients, full.stream().collect(Collectors.toMap(route -> route, route -> 0)), maxLeases);
  }

  /** How many leases for this site the claim may give. */
  public int roomFor(String site) {
    return room.getOrDefault(site, roomElsewhere);
  }
}
