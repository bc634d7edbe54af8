package org.karamail.hook.transaction;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A transaction begins. A gate.
 *
 * <p>Called by smtp-server on a hook thread, before the reply to MAIL. A fault defers: 451.
 *
 * <p>A domain nobody is written from:
 *
 * <pre>{@code
 * MailFromHook hook =
 *     (mail, call) ->
 *         mail.sender().mailbox().filter(box -> box.domain().text().endsWith(".invalid")).isPresent()
 *             ? Verdict.reject("5.1.8", "There is no such domain")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface MailFromHook extends Hook {

  Outcome<Verdict> onMailFrom(MailFrom mail, Call call);
}
