package org.karamail.hook.delivery;

import org.karamail.hook.Answer;
import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.RouteRequest;
import org.karamail.model.Route;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A recipient needs a route. A resolver.
 *
 * <p>Called by intake on a hook thread, for each recipient that routing has accepted. A fault defers: 451 at the final dot.
 *
 * <p>One domain goes through a partner:
 *
 * <pre>{@code
 * RouteHook hook =
 *     (request, call) ->
 *         request.recipient().domain().text().equals("partner.example")
 *             ? Answer.of(new Route("smtp", "[gateway.partner.example]"))
 *             : Answer.pass();
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface RouteHook extends Hook {

  Outcome<Answer<Route>> onRoute(RouteRequest request, Call call);
}
