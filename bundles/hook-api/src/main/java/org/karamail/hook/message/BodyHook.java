package org.karamail.hook.message;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The body may be judged or changed. A gate.
 *
 * <p>Called by intake, once for each message, after onHeaders. A fault defers: 451 at the final dot.
 */
@ConsumerType
@FunctionalInterface
public interface BodyHook extends Hook {

  Outcome<Verdict> onBody(IncomingMessage message, Call call);
}
