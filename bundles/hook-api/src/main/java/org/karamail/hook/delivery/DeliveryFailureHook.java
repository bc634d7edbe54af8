package org.karamail.hook.delivery;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.RecipientResult;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An attempt has failed, for now or for good. An observer.
 *
 * <p>Called by delivery on a hook thread, for each recipient, after the outcome is on disk. Faults are counted.
 *
 * <p>What has failed for good:
 *
 * <pre>{@code
 * DeliveryFailureHook hook =
 *     (result, call) -> {
 *       if (result.state() == RecipientState.FAILED) {
 *         call.log().warn("lost: {}", result.recipient().address());
 *       }
 *     };
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DeliveryFailureHook extends Hook {

  void onDeliveryFailure(RecipientResult result, Call call);
}
