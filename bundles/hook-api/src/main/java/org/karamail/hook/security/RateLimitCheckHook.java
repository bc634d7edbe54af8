package org.karamail.hook.security;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.RateLimitCheck;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Somebody may be too fast. A gate.
 *
 * <p>Called by smtp-server on a hook thread, on connect, at MAIL and at RCPT, before the gate of that step. A fault defers.
 *
 * <p>So many recipients a transaction, for clients that may not relay:
 *
 * <pre>{@code
 * RateLimitCheckHook hook =
 *     (check, call) ->
 *         check.stage() == RateLimitCheck.Stage.RCPT && !check.session().mayRelay() && tooFast.getAsBoolean()
 *             ? Verdict.defer("4.7.1", "Too many recipients; go slower")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface RateLimitCheckHook extends Hook {

  Outcome<Verdict> onRateLimitCheck(RateLimitCheck check, Call call);
}
