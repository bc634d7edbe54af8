package org.karamail.hook.error;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFault;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A call of a hook went wrong. An observer.
 *
 * <p>Called by hook-engine on a hook thread, after each fault of any hook that is not itself of this category or of metrics.
 * Faults are counted only.
 *
 * <p>Tells the team:
 *
 * <pre>{@code
 * ErrorHook hook =
 *     (fault, call) -> call.log().warn("{} at {}: {}", fault.plugin(), fault.point(), fault.detail());
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface ErrorHook extends Hook {

  void onError(HookFault fault, Call call);
}
