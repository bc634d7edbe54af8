package org.karamail.hook.engine.internal.registry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.karamail.hook.engine.PluginTrials;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Which bundles are on trial, and what goes wrong with the hooks of each bundle. */
final class Trials implements PluginTrials {

  private final BundleContext context;
  private final HookRegistry registry;
  private final Map<Long, String> failures = new ConcurrentHashMap<>();
  private final Map<Long, Integer> activations = new ConcurrentHashMap<>();

  Trials(BundleContext context, HookRegistry registry) {
    this.context = context;
    this.registry = registry;
  }

  @Override
  public void begin(long bundle) {
    registry.beginTrial(bundle);
  }

  @Override
  public Trial look(long bundle) {
    String plugin = nameOf(bundle);
    boolean activating = activations.containsKey(bundle); // first: what ends afterwards is seen to have arrived
    Set<String> arrived = registry.componentsOf(plugin, bundle);
    Set<String> missing = new TreeSet<>(registry.componentsInForce(plugin));
    missing.removeAll(arrived);
    return new Trial(arrived, missing, activating, Optional.ofNullable(failures.get(bundle)));
  }

  @Override
  public void promote(long bundle) {
    registry.promote(nameOf(bundle), bundle).run();
  }

  @Override
  public void end(long bundle) {
    registry.endTrial(bundle);
  }

  private String nameOf(long bundle) {
    return Optional.ofNullable(context.getBundle(bundle)).map(Bundle::getSymbolicName).orElse("");
  }

  /** A service of this bundle is being got; {@link #activated} follows. */
  void activating(long bundle) {
    activations.merge(bundle, 1, Integer::sum);
  }

  /** It has been got, or has failed, and the registry knows. */
  void activated(long bundle) {
    activations.computeIfPresent(bundle, (id, pending) -> pending == 1 ? null : pending - 1);
  }

  /** A service of this bundle is not called; answers whether that concerns nobody but the one who tries it. */
  boolean failed(long bundle, String reason) {
    failures.put(bundle, reason);
    return registry.isOnTrial(bundle);
  }

  /** A bundle has stopped: what went wrong with it is over. */
  void gone(long bundle) {
    failures.remove(bundle);
  }
}
