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
 * <p>Called by delivery, after an attempt that failed for now; a delay moves the next attempt. A fault leaves
 * the schedule as it is.
 */
@ConsumerType
@FunctionalInterface
public interface QueueRetryHook extends Hook {

  Outcome<Verdict> onQueueRetry(Retry retry, Call call);
}
