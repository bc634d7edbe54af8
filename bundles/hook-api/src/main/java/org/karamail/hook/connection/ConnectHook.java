package org.karamail.hook.connection;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A client has connected and waits for the greeting. A gate.
 *
 * <p>Called by smtp-server on a hook thread, once for each connection, before the 220. A refusal is the greeting (554 or 421)
 * and closes the connection.
 *
 * <p>Who talks before the greeting waits:
 *
 * <pre>{@code
 * ConnectHook hook =
 *     (session, call) ->
 *         session.spokeEarly() ? Verdict.delay(Duration.ofSeconds(10), "spoke early") : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface ConnectHook extends Hook {

  Outcome<Verdict> onConnect(Session session, Call call);
}
