package org.karamail.hook.command;

import org.karamail.hook.AuthAttempt;
import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A client has proved who it is. A gate.
 *
 * <p>Called by smtp-server on a hook thread, after the credentials were found right and before the 235. A fault defers: 454.
 *
 * <p>An account that is closed:
 *
 * <pre>{@code
 * AuthHook hook =
 *     (auth, call) ->
 *         auth.user().equals("former") ? Verdict.reject("5.7.8", "This account is closed") : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface AuthHook extends Hook {

  Outcome<Verdict> onAuth(AuthAttempt auth, Call call);
}
