package org.karamail.hook.queue;

import org.karamail.hook.Call;
import org.karamail.hook.Enqueue;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A recipient is about to be queued. A gate.
 *
 * <p>Called by intake, for each recipient, before the commit. A fault defers: 451 at the final dot.
 */
@ConsumerType
@FunctionalInterface
public interface EnqueueHook extends Hook {

  Outcome<Verdict> onEnqueue(Enqueue enqueue, Call call);
}
