package org.karamail.hook.command;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Session;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A client asks for encryption. A gate.
 *
 * <p>Called by smtp-server on a hook thread, before the 220 that starts the handshake. A fault defers: 454.
 *
 * <p>A client that cannot do it right is not asked to:
 *
 * <pre>{@code
 * StartTlsHook hook =
 *     (session, call) ->
 *         session.remoteAddress().isSiteLocalAddress() ? Verdict.defer("4.7.0", "Not on this network") : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface StartTlsHook extends Hook {

  Outcome<Verdict> onStartTls(Session session, Call call);
}
