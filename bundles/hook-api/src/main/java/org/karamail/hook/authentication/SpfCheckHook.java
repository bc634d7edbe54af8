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
 * <p>Called by smtp-server, after MAIL; the first answer counts. A fault is temperror.
 */
@ConsumerType
@FunctionalInterface
public interface SpfCheckHook extends Hook {

  Outcome<CheckAnswer<CheckResult.Spf>> onSpfCheck(MailFrom mail, Call call);
}
