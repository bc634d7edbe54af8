package org.karamail.routing;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.karamail.model.Route;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says which hosts a route of the {@code smtp} transport leads to, now. One service.
 *
 * <p>A route is stored with the mail and says what is meant, not where that is today: hosts are looked up at every attempt,
 * so that a change of MX records or of {@code karamail.routing} applies to mail that waits.
 */
@ProviderType
public interface Destinations {

  /**
   * The smart host of the configuration ({@code relayHost} of {@code karamail.routing}), whichever it is when the mail is
   * sent.
   */
  Route SMART_HOST = new Route("smtp", "@relay");

  /**
   * The hosts of a route, in the order in which they are to be tried; hosts of equal preference are shuffled anew each time.
   *
   * <p>May be called on any thread and does not wait. The stage never completes exceptionally, and completes within the
   * time-outs of {@code karamail.dns}; what depends on it without {@code Async} must not wait.
   *
   * @param route its next hop is a domain (the smart host while one is configured, so that mail that waits follows when one is
   *     set; otherwise MX, RFC 5321 section 5.1), an address literal such as {@code [192.0.2.1]}, a host such as {@code
   *     [mail.example.org]} or {@code [mail.example.org]:2525} (no MX), or {@link #SMART_HOST}
   */
  CompletionStage<Destination> find(Route route);

  /**
   * The way round for mail on this route that none of its hosts could be given ({@code fallbackRelay} of {@code
   * karamail.routing}); empty where there is none, and for a route that names a host, which means that host and no other.
   * Never waits.
   */
  default Optional<Route> fallback(Route route) {
    return Optional.empty();
  }

  /**
   * The site that limits of this route attach to, as far as it is known without asking anybody: that of the last {@link
   * #find}, or the next hop itself while the route was never resolved. Never waits; may change from call to call.
   */
  String site(Route route);
}
