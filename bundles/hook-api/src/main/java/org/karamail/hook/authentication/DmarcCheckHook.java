package org.karamail.hook.authentication;

import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * DMARC (RFC 9989), with the results of SPF and DKIM at hand. A check.
 *
 * <p>Called by intake on a hook thread, once for each message, after onDkimVerify; the first answer counts. A fault is
 * temperror.
 *
 * <p>An author whose domain publishes nothing:
 *
 * <pre>{@code
 * DmarcCheckHook hook =
 *     (message, call) ->
 *         CheckAnswer.of(
 *             new CheckResult.Dmarc(CheckResult.Value.NONE, Optional.empty(), CheckResult.Dmarc.Policy.NONE, "no record"));
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DmarcCheckHook extends Hook {

  Outcome<CheckAnswer<CheckResult.Dmarc>> onDmarcCheck(IncomingMessage message, Call call);
}
