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
 * <p>Called by smtp-server, before the 220 that starts the handshake. A fault defers: 454.
 */
@ConsumerType
@FunctionalInterface
public interface StartTlsHook extends Hook {

  Outcome<Verdict> onStartTls(Session session, Call call);
}
