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
 * <p>Called by intake on a hook thread, once for each message, after the authentication checks. A fault defers: 451 at the final
 * dot.
 *
 * <p>A mark for mail from outside:
 *
 * <pre>{@code
 * HeadersHook hook =
 *     (message, call) ->
 *         message.session().filter(Session::mayRelay).isPresent()
 *             ? Verdict.proceed()
 *             : Verdict.proceed().with(Edits.addField("X-Origin", "outside"));
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface HeadersHook extends Hook {

  Outcome<Verdict> onHeaders(IncomingMessage message, Call call);
}
