package org.karamail.hook.error;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFault;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A call of a hook went wrong. An observer.
 *
 * <p>Called by hook-engine, after each fault of any hook that is not itself of this category or of metrics.
 * Faults are counted only.
 */
@ConsumerType
@FunctionalInterface
public interface ErrorHook extends Hook {

  void onError(HookFault fault, Call call);
}
