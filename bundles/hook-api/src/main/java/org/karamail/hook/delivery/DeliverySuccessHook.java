package org.karamail.hook.delivery;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.RecipientResult;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A recipient has been delivered. An observer.
 *
 * <p>Called by delivery on a hook thread, for each recipient, after the outcome is on disk. Faults are counted.
 *
 * <p>Counts what was delivered:
 *
 * <pre>{@code
 * DeliverySuccessHook hook = (result, call) -> delivered.increment();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DeliverySuccessHook extends Hook {

  void onDeliverySuccess(RecipientResult result, Call call);
}
