package org.karamail.hook.message;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The header may be judged or changed. A gate.
 *
 * <p>Called by intake, once for each message, after the authentication checks. A fault defers: 451 at the final
 * dot.
 */
@ConsumerType
@FunctionalInterface
public interface HeadersHook extends Hook {

  Outcome<Verdict> onHeaders(IncomingMessage message, Call call);
}
