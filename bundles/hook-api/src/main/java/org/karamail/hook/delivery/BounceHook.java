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
 * <p>Called by delivery, for each report. A fault lets the report go.
 */
@ConsumerType
@FunctionalInterface
public interface BounceHook extends Hook {

  Outcome<Verdict> onBounce(Bounce bounce, Call call);
}
