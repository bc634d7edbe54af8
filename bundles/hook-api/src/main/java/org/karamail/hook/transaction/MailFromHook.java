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
 * <p>Called by smtp-server, before the reply to MAIL. A fault defers: 451.
 */
@ConsumerType
@FunctionalInterface
public interface MailFromHook extends Hook {

  Outcome<Verdict> onMailFrom(MailFrom mail, Call call);
}
