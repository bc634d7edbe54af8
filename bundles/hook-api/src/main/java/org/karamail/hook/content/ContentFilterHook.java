package org.karamail.hook.content;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Apply rules on content. A gate.
 *
 * <p>Called by intake, once for each message, after onAntispamScan. A fault defers: 451 at the final dot.
 */
@ConsumerType
@FunctionalInterface
public interface ContentFilterHook extends Hook {

  Outcome<Verdict> onContentFilter(IncomingMessage message, Call call);
}
