package org.karamail.hook.delivery;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.HostAttempt;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A host is about to be tried. A gate.
 *
 * <p>Called by delivery on a hook thread, for each host. A fault defers without counting an attempt.
 *
 * <p>A host that is being moved:
 *
 * <pre>{@code
 * DeliveryAttemptHook hook =
 *     (attempt, call) ->
 *         attempt.host().equals("old.example.org") ? Verdict.defer("4.3.2", "The host moves today") : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DeliveryAttemptHook extends Hook {

  Outcome<Verdict> onDeliveryAttempt(HostAttempt attempt, Call call);
}
