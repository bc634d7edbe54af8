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
 * <p>Called by smtp-server, before the 354. A fault defers: 451.
 */
@ConsumerType
@FunctionalInterface
public interface DataHook extends Hook {

  Outcome<Verdict> onData(DataCommand data, Call call);
}
