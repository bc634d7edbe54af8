package org.karamail.hook.command;

import org.karamail.hook.Call;
import org.karamail.hook.Helo;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A client says HELO. A gate.
 *
 * <p>Called by smtp-server on a hook thread, before the reply. A fault defers: 451.
 *
 * <p>HELO is for old machines of ours:
 *
 * <pre>{@code
 * HeloHook hook =
 *     (helo, call) ->
 *         helo.session().mayRelay() ? Verdict.proceed() : Verdict.reject("5.5.1", "Say EHLO");
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface HeloHook extends Hook {

  Outcome<Verdict> onHelo(Helo helo, Call call);
}
