package org.karamail.hook.content;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Look for malware. A gate.
 *
 * <p>Called by intake, once for each message, after onBody. A fault defers: 451 at the final dot.
 */
@ConsumerType
@FunctionalInterface
public interface AntivirusScanHook extends Hook {

  Outcome<Verdict> onAntivirusScan(IncomingMessage message, Call call);
}
