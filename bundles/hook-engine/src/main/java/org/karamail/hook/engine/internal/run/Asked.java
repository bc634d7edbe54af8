package org.karamail.hook.engine.internal.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookMode;

/**
 * One component at one point, as the runner needs to know it: whom to call, for how long, and what answers for a fault.
 *
 * @param hook the service object
 * @param plugin symbolic name, version and component name, for logs and figures
 * @param point the point's name
 * @param terms what plugin and operator have settled; may change from call to call
 * @param required whether an accept of another hook does not skip it
 * @param dataFolder the plugin's own folder
 * @param loader the plugin's class loader, set as context class loader during a call
 * @param ledger figures and health of this component at this point
 * @param ownPermits of this component at this point
 * @param pluginPermits of the whole plugin
 */
public record Asked(
    Object hook,
    Identity plugin,
    String point,
    java.util.function.Supplier<Terms> terms,
    boolean required,
    Path dataFolder,
    Optional<ClassLoader> loader,
    Ledger ledger,
    Permits ownPermits,
    Permits pluginPermits) {

  /** Whose hook it is. */
  public record Identity(String plugin, String version, String component) {
    @Override
    public String toString() {
      return plugin + "/" + version + " " + component;
    }
  }

  /** What plugin and operator have settled about a hook at a point. */
  public record Terms(HookMode.Mode mode, Duration timeout, HookFailure.Policy failure) {}
}
