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
 * <p>Called by smtp-server, on connect, at MAIL and at RCPT, before the gate of that step. A fault defers.
 */
@ConsumerType
@FunctionalInterface
public interface RateLimitCheckHook extends Hook {

  Outcome<Verdict> onRateLimitCheck(RateLimitCheck check, Call call);
}
