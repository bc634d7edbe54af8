package org.karamail.delivery;

import java.util.Set;
import org.karamail.model.Route;
import org.osgi.annotation.versioning.ProviderType;

/** Looks at delivery from outside. One service. */
@ProviderType
public interface Delivery {

  /** How many attempts are under way now. */
  int active();

  /** How many may be under way at once. */
  int limit();

  /** Whether delivery is paused by configuration ({@code karamail.delivery}, {@code paused}). */
  boolean isPaused();

  /** How it stands with the site of a route: limits, breaker, what is under way. Asks nobody outside. */
  SiteStanding standing(Route route);

  /**
   * Sites that are left alone because they have failed are tried at once, one attempt at a time: for an operator who knows that
   * they are back. One that fails again is left alone again.
   */
  void tryFailedSites();

  /** What attempts failed of since the start. */
  AttemptErrors errors();

  /** The names of the transports that are there. */
  Set<String> transports();
}
