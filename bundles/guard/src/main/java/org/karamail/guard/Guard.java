package org.karamail.guard;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says whether a thing may be done now. One service; keys are shared by all who ask, so begin yours with a name of your own:
 * {@code ratelimit:client:192.0.2.25}.
 *
 * <p>May be called on any thread; never waits.
 */
@ProviderType
public interface Guard {

  /**
   * Takes what is claimed, all of it or nothing. A claim of no permits only asks how things stand.
   *
   * @param claims each of another key
   * @return completes within twice the time-out of {@code karamail.guard}, never exceptionally
   * @throws IllegalArgumentException if a key is claimed twice
   */
  CompletionStage<Decision> take(List<Claim> claims);

  /** How the guard stands, for operators. */
  GuardStatistics statistics();
}
