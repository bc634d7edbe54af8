package org.karamail.hook.delivery;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An attempt is about to begin. A gate.
 *
 * <p>Called by delivery on a hook thread, once for each attempt, after onDequeue; {@code onBeforeDelivery} is its other name. A
 * fault defers without counting an attempt.
 *
 * <p>Nothing of low priority leaves while the office works:
 *
 * <pre>{@code
 * PreDeliveryHook hook =
 *     (mail, call) ->
 *         mail.envelope().priority().compareTo(Priority.LOW) >= 0 && officeHours.getAsBoolean()
 *             ? Verdict.delay(Duration.ofMinutes(30), "the office works")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface PreDeliveryHook extends Hook {

  Outcome<Verdict> onPreDelivery(QueuedMail mail, Call call);
}
