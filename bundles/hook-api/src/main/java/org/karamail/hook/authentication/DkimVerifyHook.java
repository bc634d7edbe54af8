package org.karamail.hook.authentication;

import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * DKIM (RFC 6376), on the octets as received. A check.
 *
 * <p>Called by intake on a hook thread, once for each message; all answers count. A fault is temperror.
 *
 * <p>No signature, no result, until a verifier is deployed:
 *
 * <pre>{@code
 * DkimVerifyHook hook =
 *     (message, call) ->
 *         message.headers().count("DKIM-Signature") == 0
 *             ? CheckAnswer.of(new CheckResult.Dkim(CheckResult.Value.NONE, List.of(), ""))
 *             : CheckAnswer.of(new CheckResult.Dkim(CheckResult.Value.TEMPERROR, List.of(), "not verified"));
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DkimVerifyHook extends Hook {

  Outcome<CheckAnswer<CheckResult.Dkim>> onDkimVerify(IncomingMessage message, Call call);
}
