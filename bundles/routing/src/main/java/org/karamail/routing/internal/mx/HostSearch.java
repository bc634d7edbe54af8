package org.karamail.routing.internal.mx;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.Resolver;
import org.karamail.model.Fault;
import org.karamail.routing.Destination;
import org.karamail.routing.MailHost;

/**
 * The addresses of a host that an operator or a plugin named. Where it is, is their business: loopback is allowed. What does
 * not exist is a mistake of theirs and not of the mail's: temporary, always.
 */
final class HostSearch {

  private static final int MOST_ADDRESSES = 6;
  private static final Duration ADDRESS_TTL = Duration.ofDays(1);

  private final NamedHost host;
  private final Optional<SmartHost> smartHost;
  private final Optional<String> key;
  private final Resolver resolver;
  private final OwnHost own;
  private final List<String> reasons = new ArrayList<>();

  /**
   * A search for one host.
   *
   * @param smartHost what else is known of it if it is the smart host
   * @param key of {@code karamail.routing} that names it, for all mail; such a host is another than this one
   */
  HostSearch(NamedHost host, Optional<SmartHost> smartHost, Optional<String> key, Resolver resolver, OwnHost own) {
    this.host = host;
    this.smartHost = smartHost;
    this.key = key;
    this.resolver = resolver;
    this.own = own;
  }

  CompletionStage<Destination> run() {
    reasons.add(smartHost.isPresent() ? host + " is the smart host (relayHost)" : host + " is named by the route: no MX");
    Optional<InetAddress> address = host.address();
    if (address.isPresent()) {
      return CompletableFuture.completedStage(
          decide(new Addresses(List.of(address.get()), Optional.empty(), true, ADDRESS_TTL, true)));
    }
    return resolver.ipv4(host.name()).thenCombine(resolver.ipv6(host.name()), Addresses::of).thenApply(this::decide);
  }

  private Destination decide(Addresses addresses) {
    List<InetSocketAddress> there =
        addresses.all().stream().limit(MOST_ADDRESSES).map(address -> new InetSocketAddress(address, host.port())).toList();
    if (there.isEmpty()) {
      return addresses
          .failure()
          .map(why -> unresolved(Fault.Category.DNS, "addresses of " + host.name() + ": " + why))
          .orElseGet(() -> unresolved(Fault.Category.DNS, host.name() + " has no address"));
    }
    if (key.isPresent() && there.stream().anyMatch(own::listensAt)) {
      return unresolved(Fault.Category.LOCAL, "the host " + host + " is this Karamail itself: correct " + key.get());
    }
    return new Destination.Hosts(
        host.toString(),
        List.of(new MailHost(host.name(), 0, there)),
        smartHost.map(SmartHost::tls),
        smartHost.flatMap(SmartHost::credentials),
        addresses.ttl(),
        addresses.isAuthentic(),
        reasons);
  }

  private Destination unresolved(Fault.Category category, String detail) {
    reasons.add(detail + "; this is temporary");
    return new Destination.Unresolved(host.toString(), new Fault(category, detail), reasons);
  }
}
