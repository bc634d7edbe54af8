package org.karamail.hook.error;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.HookRecovery;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A quarantined hook answers again. An observer.
 *
 * <p>Called by hook-engine on a hook thread. Faults are counted only.
 *
 * <p>Tells the team that all is well:
 *
 * <pre>{@code
 * RecoveryHook hook =
 *     (recovery, call) -> call.log().info("{} is back after {}", recovery.plugin(), recovery.quarantinedFor());
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface RecoveryHook extends Hook {

  void onRecovery(HookRecovery recovery, Call call);
}
