package org.karamail.hook.delivery;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.RecipientResult;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A recipient has been delivered. An observer.
 *
 * <p>Called by delivery, for each recipient, after the outcome is on disk. Faults are counted.
 */
@ConsumerType
@FunctionalInterface
public interface DeliverySuccessHook extends Hook {

  void onDeliverySuccess(RecipientResult result, Call call);
}
