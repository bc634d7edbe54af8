package org.karamail.deploy.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;

/** Sends versions away that have a successor: at once, or when no transaction uses them any more. */
final class Retirement {

  private static final long LOOK_EVERY_MILLIS = 100;

  private final ScheduledExecutorService timer;
  private final Lines lines;
  private final LongPredicate pinned;
  private final Supplier<DeploySettings> settings;
  private final Set<Long> leaving = ConcurrentHashMap.newKeySet();

  /**
   * A retirement.
   *
   * @param pinned whether some transaction uses the bundle of this id
   */
  Retirement(
      ScheduledExecutorService timer, Lines lines, LongPredicate pinned, Supplier<DeploySettings> settings) {
    this.timer = timer;
    this.lines = lines;
    this.pinned = pinned;
    this.settings = settings;
  }

  /** Uninstalls it on a thread of its own: one that hangs as it stops holds up nobody. */
  void now(Bundle bundle) {
    leaving.add(bundle.getBundleId());
    lines.on("retire-" + bundle.getBundleId(), () -> PluginBundles.uninstall(bundle));
  }

  /** Uninstalls it as soon as nobody uses it, or after the time that is set. */
  void whenUnused(Bundle bundle) {
    leaving.add(bundle.getBundleId());
    look(bundle, System.nanoTime());
  }

  /** Whether it is on its way out, which may take long: it is nobody's predecessor any more. */
  boolean isLeaving(Bundle bundle) {
    return leaving.contains(bundle.getBundleId());
  }

  private void look(Bundle bundle, long since) {
    if (bundle.getState() == Bundle.UNINSTALLED) {
      return;
    }
    boolean used = pinned.test(bundle.getBundleId());
    boolean overdue = System.nanoTime() - since > settings.get().retireAfter().toNanos();
    if (used && !overdue) {
      var unused = timer.schedule(() -> look(bundle, since), LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    if (used) {
      PluginBundles.LOG.warn(
          "plugin {} {} is still used by transactions, but its time is over", bundle.getSymbolicName(), bundle.getVersion());
    }
    PluginBundles.LOG.info("plugin retired: plugin={} version={}", bundle.getSymbolicName(), bundle.getVersion());
    now(bundle);
  }
}
