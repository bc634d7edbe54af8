package org.karamail.hook.error;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.HookRecovery;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A quarantined hook answers again. An observer.
 *
 * <p>Called by hook-engine. Faults are counted only.
 */
@ConsumerType
@FunctionalInterface
public interface RecoveryHook extends Hook {

  void onRecovery(HookRecovery recovery, Call call);
}
