package org.karamail.hook.transaction;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A recipient is named that routing accepts. A gate.
 *
 * <p>Called by smtp-server on a hook thread, before the reply to RCPT, for each recipient. A fault defers: 451 for this
 * recipient. Accepting grants no relaying.
 *
 * <p>A mailbox that is closed:
 *
 * <pre>{@code
 * RcptToHook hook =
 *     (rcpt, call) ->
 *         rcpt.recipient().localPart().equals("closed")
 *             ? Verdict.reject("5.1.1", "Nobody reads mail here")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface RcptToHook extends Hook {

  Outcome<Verdict> onRcptTo(RcptTo rcpt, Call call);
}
