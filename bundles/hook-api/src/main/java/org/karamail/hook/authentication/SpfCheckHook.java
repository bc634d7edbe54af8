package org.karamail.hook.authentication;

import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Hook;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Outcome;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * SPF (RFC 7208). A check.
 *
 * <p>Called by smtp-server on a hook thread, after MAIL; the first answer counts. A fault is temperror.
 *
 * <p>Mail from a network of ours passes:
 *
 * <pre>{@code
 * SpfCheckHook hook =
 *     (mail, call) -> {
 *       boolean ours = mail.session().remoteAddress().isSiteLocalAddress();
 *       CheckResult.Value value = ours ? CheckResult.Value.PASS : CheckResult.Value.NONE;
 *       return CheckAnswer.of(new CheckResult.Spf(value, new MailDomain("example.org"), "by address"));
 *     };
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface SpfCheckHook extends Hook {

  Outcome<CheckAnswer<CheckResult.Spf>> onSpfCheck(MailFrom mail, Call call);
}
