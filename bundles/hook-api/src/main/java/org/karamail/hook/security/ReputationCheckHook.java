package org.karamail.hook.security;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A client may be known for no good. A gate.
 *
 * <p>Called by smtp-server on a hook thread, once for each connection, before onConnect. A fault defers: 421.
 *
 * <p>What a list of our own says:
 *
 * <pre>{@code
 * ReputationCheckHook hook =
 *     (session, call) ->
 *         known.contains(session.remoteAddress())
 *             ? Verdict.reject("5.7.1", "Your address has sent spam; write to postmaster@example.org")
 *             : Verdict.proceed().with(new Finding.Reputation(0, List.of("own list")));
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface ReputationCheckHook extends Hook {

  Outcome<Verdict> onReputationCheck(Session session, Call call);
}
