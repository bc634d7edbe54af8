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
 * <p>Called by intake on a hook thread, once for each message, after onBody. A fault defers: 451 at the final dot.
 *
 * <p>A scanner that answers later, on threads of its own:
 *
 * <pre>{@code
 * AntivirusScanHook hook =
 *     (message, call) ->
 *         Later.of(
 *             scanner
 *                 .scan(message.body())
 *                 .thenApply(
 *                     found ->
 *                         found.isEmpty()
 *                             ? Verdict.proceed()
 *                             : Verdict.reject("5.7.1", "Malware: " + found).with(new Finding.Virus(found))));
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface AntivirusScanHook extends Hook {

  Outcome<Verdict> onAntivirusScan(IncomingMessage message, Call call);
}
