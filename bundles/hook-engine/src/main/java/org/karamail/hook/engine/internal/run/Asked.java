package org.karamail.hook.engine.internal.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookMode;
import org.karamail.hook.engine.HookSubject;

/**
 * One component at one point, as the runner needs to know it: whom to call, for how long, and what answers for a fault.
 *
 * @param hook the service object
 * @param plugin symbolic name, version and component name, for logs and figures
 * @param point the point's name
 * @param terms what plugin and operator have settled; may change from call to call
 * @param presence whether it can be called; asked before every call
 * @param duty whether it has work at this point, by its own account
 * @param required whether an accept of another hook does not skip it, and its absence defers whatever its policy
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
    Supplier<Terms> terms,
    Supplier<Presence> presence,
    Work duty,
    BooleanSupplier required,
    Path dataFolder,
    Optional<ClassLoader> loader,
    Ledger ledger,
    Permits ownPermits,
    Permits pluginPermits) {

  /** Whose hook it is. */
  public record Identity(String plugin, String version, String component) {}

  /** What plugin and operator have settled about a hook at a point. */
  public record Terms(HookMode.Mode mode, Duration timeout, HookFailure.Policy failure) {}

  /** What a hook says of its work at a point. */
  public interface Work {

    /** Whether there is any, on behalf of this subject. */
    boolean isThere(HookSubject subject);
  }

  /** Whether a hook can be called. */
  public enum Presence {
    /** It can. */
    PRESENT,
    /** It went while this transaction used it: the transaction must be tried again. */
    CUT,
    /** It ought to be there and is not: its failure policy answers. */
    ABSENT
  }

  /** Whether it is to be asked as things are: it has work, and is not switched off. */
  public boolean isWanted(HookSubject subject) {
    return !isIdle(subject) && terms.get().mode() != HookMode.Mode.OFF;
  }

  /** Whether it has no work here by its own account, on which one that is not there, or is going, is not taken. */
  public boolean isIdle(HookSubject subject) {
    return presence.get() == Presence.PRESENT && !duty.isThere(subject);
  }

  boolean isRequired() {
    return required.getAsBoolean();
  }

  /** What answers when it cannot be asked: a required plugin is never passed over. */
  HookFailure.Policy failureWhenAbsent() {
    HookFailure.Policy declared = terms.get().failure();
    return isRequired() && declared == HookFailure.Policy.CONTINUE ? HookFailure.Policy.DEFER : declared;
  }

  String whose() {
    return "plugin=" + plugin.plugin() + " version=" + plugin.version() + " component=" + plugin.component() + " point="
        + point;
  }
}
