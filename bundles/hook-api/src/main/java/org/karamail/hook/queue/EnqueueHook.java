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
 * <p>Called by intake on a hook thread, for each recipient, before the commit. A fault defers: 451 at the final dot.
 *
 * <p>A mailbox that has moved away takes no more:
 *
 * <pre>{@code
 * EnqueueHook hook =
 *     (enqueue, call) ->
 *         enqueue.recipient().address().localPart().equals("former")
 *             ? Verdict.reject("5.1.6", "This mailbox has moved")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface EnqueueHook extends Hook {

  Outcome<Verdict> onEnqueue(Enqueue enqueue, Call call);
}
