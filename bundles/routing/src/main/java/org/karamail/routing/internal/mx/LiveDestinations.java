package org.karamail.routing.internal.mx;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.karamail.dns.Resolver;
import org.karamail.model.Fault;
import org.karamail.model.MailDomain;
import org.karamail.model.Route;
import org.karamail.routing.Destination;
import org.karamail.routing.Destinations;

/** Sorts next hops by what they mean, and looks each up with the settings of the moment. */
public final class LiveDestinations implements Destinations {

  private final Resolver resolver;
  private final OwnHost own;
  private final Supplier<MxRules> rules;
  private final Supplier<Optional<SmartHost>> smartHost;
  private final Supplier<Optional<NamedHost>> fallback;
  private final Supplier<? extends Collection<String>> providers;
  private final Random random;
  private final Sites sites = new Sites();

  /**
   * Destinations by these settings, each asked for at every look-up.
   *
   * @param fallback takes what no host of a destination could be given
   * @param random shuffles hosts of equal preference
   */
  public LiveDestinations(
      Resolver resolver,
      OwnHost own,
      Supplier<MxRules> rules,
      Supplier<Optional<SmartHost>> smartHost,
      Supplier<Optional<NamedHost>> fallback,
      Supplier<? extends Collection<String>> providers,
      Random random) {
    this.resolver = resolver;
    this.own = own;
    this.rules = rules;
    this.smartHost = smartHost;
    this.fallback = fallback;
    this.providers = providers;
    this.random = random;
  }

  @Override
  public CompletionStage<Destination> find(Route route) {
    return search(route)
        .thenApply(
            destination -> {
              sites.remember(route.nextHop(), destination.site());
              return tellingOfTheFallback(route, destination);
            });
  }

  private Destination tellingOfTheFallback(Route route, Destination destination) {
    return fallback(route)
        .filter(relay -> destination.kind() != Destination.Kind.REFUSED)
        .map(relay -> "what no host there can be given goes by " + relay.nextHop() + " (fallbackRelay)")
        .map(destination::because)
        .orElse(destination);
  }

  @Override
  public Optional<Route> fallback(Route route) {
    return isByConfiguration(route) ? fallback.get().map(LiveDestinations::route) : Optional.empty();
  }

  private static Route route(NamedHost host) {
    return new Route("smtp", host.toString());
  }

  @Override
  public String site(Route route) {
    Optional<SmartHost> relay = isByConfiguration(route) ? smartHost.get() : Optional.empty();
    return relay.map(host -> host.host().toString()).or(() -> sites.known(route.nextHop())).orElse(route.nextHop());
  }

  private CompletionStage<Destination> search(Route route) {
    Optional<SmartHost> relay = isByConfiguration(route) ? smartHost.get() : Optional.empty();
    if (relay.isPresent()) {
      return new HostSearch(relay.get().host(), relay, Optional.of("relayHost"), resolver, own).run();
    }
    if (route.equals(SMART_HOST)) {
      return done(noSmartHost(route));
    }
    Optional<MailDomain> domain = MailDomain.parse(route.nextHop());
    if (domain.isPresent() && !domain.get().isAddressLiteral()) {
      return new MxSearch(domain.get(), resolver, rules.get(), own, providers.get(), random).run();
    }
    Optional<NamedHost> host = NamedHost.parse(route.nextHop(), rules.get().port());
    if (host.isEmpty()) {
      return done(unreadable(route));
    }
    return domain.isPresent()
        ? done(new LiteralSearch(domain.get(), host.get(), rules.get(), own).run())
        : new HostSearch(host.get(), Optional.empty(), key(host.get()), resolver, own).run();
  }

  /** Which key named it, if one of ours did. */
  private Optional<String> key(NamedHost host) {
    return fallback.get().filter(host::equals).map(same -> "fallbackRelay");
  }

  /** A domain or the smart host means what the configuration makes of it now; a host that was named is that host. */
  private static boolean isByConfiguration(Route route) {
    return route.equals(SMART_HOST) || !route.nextHop().startsWith("[");
  }

  private static Destination noSmartHost(Route route) {
    String detail = "this mail was taken for the smart host, and none is configured any more: set relayHost again";
    return new Destination.Unresolved(route.nextHop(), new Fault(Fault.Category.LOCAL, detail), List.of(detail));
  }

  private static Destination unreadable(Route route) {
    String detail = "the route " + route + " names neither a domain nor a host";
    return new Destination.Unresolved(route.nextHop(), new Fault(Fault.Category.LOCAL, detail), List.of(detail));
  }

  private static CompletionStage<Destination> done(Destination destination) {
    return CompletableFuture.completedStage(destination);
  }
}
