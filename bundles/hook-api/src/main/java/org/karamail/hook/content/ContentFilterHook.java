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
 * <p>Called by intake on a hook thread, once for each message, after onAntispamScan. A fault defers: 451 at the final dot.
 *
 * <p>What is too big for a mailing list:
 *
 * <pre>{@code
 * ContentFilterHook hook =
 *     (message, call) ->
 *         message.headers().count("List-Id") > 0 && message.body().size() > 1_000_000
 *             ? Verdict.reject("5.3.4", "Lists take messages up to 1 MB")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface ContentFilterHook extends Hook {

  Outcome<Verdict> onContentFilter(IncomingMessage message, Call call);
}
