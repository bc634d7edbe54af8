package org.karamail.deploy.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles that this bundle has installed. The framework is the only memory: there is no list beside it. */
final class PluginBundles {

  /** Kinds of failure that another attempt may not meet. */
  private static final Set<Integer> PASSING =
      Set.of(BundleException.REJECTED_BY_HOOK, BundleException.RESOLVE_ERROR, BundleException.STATECHANGE_ERROR);

  static final Logger LOG = LoggerFactory.getLogger("karamail.plugin");

  private PluginBundles() {}

  static List<Bundle> all(BundleContext context) {
    return Arrays.stream(context.getBundles()).filter(bundle -> bundle.getLocation().startsWith(PluginJar.SCHEME)).toList();
  }

  static List<Bundle> of(BundleContext context, String name) {
    return all(context).stream().filter(bundle -> name.equals(bundle.getSymbolicName())).toList();
  }

  static boolean works(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE;
  }

  /**
   * Resolves a bundle. A resolve that runs while another plugin is being installed fails now and then for no reason of its own,
   * and succeeds when it is tried again.
   */
  static boolean resolve(BundleContext context, Bundle bundle) {
    FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
    return Attempts.until(resolved -> resolved, () -> wiring.resolveBundles(Set.of(bundle)));
  }

  /**
   * Starts a bundle for good; answers why that failed. While Karaf installs features, or another plugin is being installed, a
   * start fails for reasons that pass: a resolver hook goes, Felix takes the global lock away from a start to avoid a dead-lock,
   * the bundle changes its state. So such a start is tried again.
   */
  static Optional<String> start(Bundle bundle) {
    return Attempts.until(start -> !start.mayPass(), () -> attempt(bundle)).problem();
  }

  private static Start attempt(Bundle bundle) {
    try {
      bundle.start();
      return new Start(Optional.empty(), false);
    } catch (BundleException failed) {
      return new Start(Optional.of(Why.of(failed)), PASSING.contains(failed.getType()));
    } catch (RuntimeException | Error failed) { // whatever its activator throws
      return new Start(Optional.of(Why.of(failed)), false);
    }
  }

  /**
   * What came of a start.
   *
   * @param problem why it failed; empty where it did not
   * @param mayPass whether the reason may be gone the next time
   */
  private record Start(Optional<String> problem, boolean mayPass) {}

  /** Starts the version before, after the one behind it has failed. */
  static void restart(Bundle bundle) {
    start(bundle).ifPresent(why -> LOG.error("plugin {} {} did not start again: {}", bundle.getSymbolicName(), bundle.getVersion(), why));
  }

  static void uninstall(Bundle bundle) {
    try {
      if (bundle.getState() != Bundle.UNINSTALLED) {
        bundle.uninstall();
      }
    } catch (BundleException | IllegalStateException failed) {
      LOG.error("plugin {} {} cannot be uninstalled: {}", bundle.getSymbolicName(), bundle.getVersion(), Why.of(failed));
    }
  }
}
