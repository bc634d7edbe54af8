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
 * <p>Called by smtp-server, once for each connection, before onConnect. A fault defers: 421.
 */
@ConsumerType
@FunctionalInterface
public interface ReputationCheckHook extends Hook {

  Outcome<Verdict> onReputationCheck(Session session, Call call);
}
