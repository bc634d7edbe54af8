package org.karamail.deploy.internal;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Lets nothing resolve while it is told so, as Karaf does with bundles outside its current deployment. */
record Preventing(AtomicBoolean prevented) implements ResolverHook {

  @Override
  public void filterResolvable(Collection<BundleRevision> candidates) {
    if (prevented.get()) {
      candidates.clear();
    }
  }

  @Override
  public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {}

  @Override
  public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {}

  @Override
  public void end() {}
}
