package org.karamail.hook.queue;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Retry;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Recipients are about to be deferred. A gate.
 *
 * <p>Called by delivery on a hook thread, after an attempt that failed for now; a delay moves the next attempt. A fault leaves
 * the schedule as it is.
 *
 * <p>A host that asks for patience gets it:
 *
 * <pre>{@code
 * QueueRetryHook hook =
 *     (retry, call) ->
 *         retry.mail().attempts() > 3 ? Verdict.delay(Duration.ofHours(2), "patience") : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface QueueRetryHook extends Hook {

  Outcome<Verdict> onQueueRetry(Retry retry, Call call);
}
