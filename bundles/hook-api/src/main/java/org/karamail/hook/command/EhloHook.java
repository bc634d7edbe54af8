package org.karamail.hook.command;

import org.karamail.hook.Call;
import org.karamail.hook.Helo;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A client says EHLO. A gate.
 *
 * <p>Called by smtp-server on a hook thread, before the reply. A fault defers: 451.
 *
 * <p>Nobody else has our name:
 *
 * <pre>{@code
 * EhloHook hook =
 *     (ehlo, call) ->
 *         ehlo.name().equals("mx.example.org") ? Verdict.reject("5.7.1", "That is my name").andClose() : Verdict.proceed();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface EhloHook extends Hook {

  Outcome<Verdict> onEhlo(Helo ehlo, Call call);
}
