package org.karamail.hook.delivery;

import org.karamail.hook.Bounce;
import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A report of failure is about to be queued. A gate.
 *
 * <p>Called by delivery on a hook thread, for each report. A fault lets the report go.
 *
 * <p>No reports about a newsletter:
 *
 * <pre>{@code
 * BounceHook hook =
 *     (bounce, call) ->
 *         bounce.mail().envelope().priority().band() == Priority.Band.BULK
 *             ? Verdict.discard("nobody reads reports about newsletters")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface BounceHook extends Hook {

  Outcome<Verdict> onBounce(Bounce bounce, Call call);
}
