package org.karamail.shell.internal.command;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.karamail.delivery.Delivery;
import org.karamail.delivery.SiteStanding;
import org.karamail.model.Mailbox;
import org.karamail.model.Route;
import org.karamail.outbound.ConnectionPool;
import org.karamail.queue.QueueStatistics.RouteLine;
import org.karamail.queue.store.MailQueueStore;
import org.karamail.routing.Destination;
import org.karamail.routing.Destinations;
import org.karamail.routing.Resolution;
import org.karamail.routing.Resolution.Routed;
import org.karamail.routing.Routing;
import org.karamail.shell.internal.Refusal;
import org.karamail.shell.internal.view.Explanation;

/** {@code mail:explain}: where mail for an address goes now, and why. */
@Service
@Command(
    scope = "mail",
    name = "explain",
    description = "Says where mail for an address goes now, to which hosts in which order, and why.")
public final class ExplainCommand implements Action {

  @Argument(name = "address", description = "A recipient", multiValued = true, valueToShowInHelp = "")
  @Completion(OptionCompleter.class)
  private List<String> words = List.of();

  @Option(name = "--json", description = "One JSON document instead of lines")
  private boolean json;

  @Reference
  @SuppressWarnings("NullAway.Init")
  private Session session;

  @Reference(optional = true)
  private @Nullable Routing routing;

  @Reference(optional = true)
  private @Nullable Destinations destinations;

  @Reference(optional = true)
  private @Nullable MailQueueStore store;

  @Reference(optional = true)
  private @Nullable Delivery delivery;

  @Reference(optional = true)
  private @Nullable ConnectionPool pool;

  private Clock clock = Clock.system(ZoneId.systemDefault());

  @Override
  public @Nullable Object execute() throws CommandException {
    return Invocation.run(this, session, clock, words, this::explain);
  }

  private void explain(Invocation call) throws InterruptedException {
    String text = call.argument("address");
    Mailbox address =
        Mailbox.parse(text).orElseThrow(() -> new Refusal("'" + text + "' is no address; expected local-part@domain"));
    if (routing == null) {
      throw new Refusal("there is no routing: the bundle org.karamail.routing has not started; log:display tells why");
    }
    Resolution trusted = routing.resolve(address, true);
    Resolution strangers = routing.resolve(address, false);
    Optional<Route> route = trusted instanceof Routed routed ? Optional.of(routed.route()) : Optional.empty();
    Optional<Destination> destination = route.filter(ExplainCommand::hasHosts).isEmpty() ? Optional.empty() : find(route.get());
    call.answer(new Explanation(address, trusted, strangers, destination, sending(route), waiting(route)), json);
  }

  /** Other transports, maildir and mock, find their own way. */
  private static boolean hasHosts(Route route) {
    return Set.of("smtp", "lmtp").contains(route.transport());
  }

  private Optional<Destination> find(Route route) throws InterruptedException {
    Route hosts = new Route("smtp", route.nextHop());
    return destinations == null ? Optional.empty() : Optional.of(Dns.await(destinations.find(hosts)));
  }

  /** Asked after the look-up, so that the site is known. */
  private Explanation.Sending sending(Optional<Route> route) {
    Delivery there = delivery;
    ConnectionPool connections = pool;
    Optional<SiteStanding> site = there == null ? Optional.empty() : route.map(there::standing);
    return connections == null || route.filter(ExplainCommand::hasHosts).isEmpty()
        ? new Explanation.Sending(site, Optional.empty(), Optional.empty())
        : new Explanation.Sending(site, Optional.of(connections.tls()), Optional.of(connections.perHost()));
  }

  private Optional<Long> waiting(Optional<Route> route) {
    if (store == null || route.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        store.statistics().routes().stream()
            .filter(line -> line.route().equals(route.get()))
            .mapToLong(RouteLine::waiting)
            .sum());
  }
}
