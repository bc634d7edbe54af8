package org.karamail.delivery;

import java.util.Set;
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

  /** The names of the transports that are there. */
  Set<String> transports();
}
