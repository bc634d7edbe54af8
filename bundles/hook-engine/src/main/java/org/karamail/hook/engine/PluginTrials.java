package org.karamail.hook.engine;

import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * New versions of plugins, tried beside the version in force. One service, for whoever deploys plugins; safe on any thread.
 *
 * <p>Between {@link #begin} and {@link #promote} the hooks of a bundle are got from their components, and not asked. With
 * promote all of them take over at once: a transaction that begins later sees the new version only, one that began before
 * sees the old version only.
 */
@ProviderType
public interface PluginTrials {

  /** From now on the hooks of this bundle, when they come, are kept ready and not asked. Call it before the bundle starts. */
  void begin(long bundle);

  /** How far a bundle is, on trial or not. */
  Trial look(long bundle);

  /**
   * New transactions use this bundle and no other version of its plugin. Components that it no longer has are asked no more
   * by them.
   */
  void promote(long bundle);

  /** The trial is over, whatever came of it. */
  void end(long bundle);

  /**
   * How far a bundle is.
   *
   * @param arrived its components that answer
   * @param missing components that other versions of the plugin have in force, and this one has not
   * @param activating whether a component of it is being got at this moment: it may yet arrive, or fail
   * @param problem why one of its services is not called; empty when nothing is wrong
   */
  record Trial(Set<String> arrived, Set<String> missing, boolean activating, Optional<String> problem) {
    public Trial {
      arrived = Set.copyOf(arrived);
      missing = Set.copyOf(missing);
    }
  }
}
