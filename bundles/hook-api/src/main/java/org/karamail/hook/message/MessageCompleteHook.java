package org.karamail.hook.message;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The message is as it will be queued; the last word before it is. A gate.
 *
 * <p>Called by intake on a hook thread, once for each message, after the content filters. A fault defers: 451 at the final dot.
 *
 * <p>Mail that a scanner marked is held for an operator:
 *
 * <pre>{@code
 * MessageCompleteHook hook =
 *     (message, call) ->
 *         message.findings().stream().anyMatch(Finding.Virus.class::isInstance)
 *             ? Verdict.quarantine("a scanner found malware")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface MessageCompleteHook extends Hook {

  Outcome<Verdict> onMessageComplete(IncomingMessage message, Call call);
}
