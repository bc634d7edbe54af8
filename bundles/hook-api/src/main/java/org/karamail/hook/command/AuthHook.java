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
 * <p>Called by smtp-server, after the credentials were found right and before the 235. A fault defers: 454.
 */
@ConsumerType
@FunctionalInterface
public interface AuthHook extends Hook {

  Outcome<Verdict> onAuth(AuthAttempt auth, Call call);
}
