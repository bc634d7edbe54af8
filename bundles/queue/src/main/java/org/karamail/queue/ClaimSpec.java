package org.karamail.queue;

import java.time.Instant;
import java.util.Set;
import org.karamail.model.Route;

/**
 * What a dispatcher asks the queue for.
 *
 * @param now what counts as due
 * @param maxLeases how many leases at most; at least 1
 * @param maxRecipients how many recipients a lease may hold; at least 1
 * @param full routes for which there is no room now
 */
public record ClaimSpec(Instant now, int maxLeases, int maxRecipients, Set<Route> full) {

  public ClaimSpec {
    full = Set.copyOf(full);
    if (maxLeases < 1 || maxRecipients < 1) {
      throw new IllegalArgumentException("a claim asks for at least one lease of one recipient");
    }
  }
}
