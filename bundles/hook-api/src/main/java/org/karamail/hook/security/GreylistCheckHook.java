package org.karamail.hook.security;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A recipient may be asked for too early. A gate.
 *
 * <p>Called by smtp-server on a hook thread, for each recipient, before onRcptTo. A fault defers: 451.
 *
 * <p>Strangers come a second time:
 *
 * <pre>{@code
 * GreylistCheckHook hook =
 *     (rcpt, call) ->
 *         known.contains(rcpt.mail().session().remoteAddress())
 *             ? Verdict.proceed()
 *             : Verdict.defer("4.7.1", "Please come again in five minutes");
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface GreylistCheckHook extends Hook {

  Outcome<Verdict> onGreylistCheck(RcptTo rcpt, Call call);
}
