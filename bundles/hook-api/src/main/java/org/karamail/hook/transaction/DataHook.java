package org.karamail.hook.transaction;

import org.karamail.hook.Call;
import org.karamail.hook.DataCommand;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The message is about to be sent. A gate.
 *
 * <p>Called by smtp-server on a hook thread, before the 354. A fault defers: 451.
 *
 * <p>Mail without a sender has one recipient:
 *
 * <pre>{@code
 * DataHook hook =
 *     (data, call) ->
 *         data.mail().sender().isNull() && data.recipients().size() > 1
 *             ? Verdict.reject("5.5.3", "A report goes to one recipient")
 *             : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface DataHook extends Hook {

  Outcome<Verdict> onData(DataCommand data, Call call);
}
