package org.karamail.hook.command;

import org.karamail.hook.Answer;
import org.karamail.hook.Call;
import org.karamail.hook.Credentials;
import org.karamail.hook.CredentialsRequest;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Somebody wants to log in and his credentials must be found. A resolver.
 *
 * <p>Called by smtp-server and http-api on a hook thread, for each attempt. The first hook that knows the user decides; a fault
 * defers: 454.
 *
 * <p>One user, known to this plugin; all others are somebody else's:
 *
 * <pre>{@code
 * CredentialsHook hook =
 *     (request, call) ->
 *         request.user().equals("printer") && request.secret().filter(secrets::contains).isPresent()
 *             ? Answer.of(new Credentials.Right("printer"))
 *             : Answer.pass();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface CredentialsHook extends Hook {

  Outcome<Answer<Credentials>> onCredentials(CredentialsRequest request, Call call);
}
