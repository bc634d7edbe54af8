package org.karamail.hook.queue;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A delivery is about to be made. A gate.
 *
 * <p>Called by delivery on a hook thread, for each lease. A fault defers without counting an attempt.
 *
 * <p>A customer who has not paid:
 *
 * <pre>{@code
 * DequeueHook hook =
 *     (mail, call) ->
 *         mail.envelope().sender().toString().endsWith("@unpaid.example>")
 *             ? Verdict.delay(Duration.ofHours(1), "waits for payment")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DequeueHook extends Hook {

  Outcome<Verdict> onDequeue(QueuedMail mail, Call call);
}
