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
 * <p>Called by delivery, for each lease. A fault defers without counting an attempt.
 */
@ConsumerType
@FunctionalInterface
public interface DequeueHook extends Hook {

  Outcome<Verdict> onDequeue(QueuedMail mail, Call call);
}
