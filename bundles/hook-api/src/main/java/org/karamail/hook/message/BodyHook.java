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
 * <p>Called by intake on a hook thread, once for each message, after onHeaders. A fault defers: 451 at the final dot.
 *
 * <p>A message that says nothing:
 *
 * <pre>{@code
 * BodyHook hook =
 *     (message, call) ->
 *         message.body().size() == 0 ? Verdict.reject("5.6.0", "The message is empty") : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface BodyHook extends Hook {

  Outcome<Verdict> onBody(IncomingMessage message, Call call);
}
