package org.karamail.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.karamail.dns.internal.DnsComponent;
import org.karamail.model.Route;
import org.karamail.routing.Destination;
import org.karamail.routing.Destination.Hosts;
import org.karamail.routing.Destination.Refused;
import org.karamail.routing.Destination.Unresolved;
import org.karamail.routing.MailHost;
import org.karamail.testkit.dns.ScriptedDns;

/** The routing components over a real resolver and a scripted name server. */
final class Internet implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  final ScriptedDns dns = ScriptedDns.start();
  final DnsComponent resolver = new DnsComponent(Map.of("servers", dns.server(), "timeout", "700ms"));
  final RoutingComponent routing = new RoutingComponent("mail.here.example", Map.of());
  final DestinationsComponent destinations =
      new DestinationsComponent("Mail.Here.example", Map.of(), resolver, routing, new Random(1));

  Internet record(String name, String type, String data) {
    dns.record(name, type, data);
    return this;
  }

  /** Changes {@code karamail.delivery}. */
  void delivery(String... pairs) {
    destinations.modified(properties(pairs));
  }

  /** Changes {@code karamail.routing}. */
  void routing(String... pairs) {
    routing.modified(properties(pairs));
  }

  void listen(String address, int port) {
    InetSocketAddress there = new InetSocketAddress(address, port);
    destinations.addListener(() -> Optional.of(there));
  }

  Destination find(String nextHop) {
    return find(new Route("smtp", nextHop));
  }

  Destination find(Route route) {
    try {
      return destinations.find(route).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException none) {
      throw new AssertionError("no destination", none);
    }
  }

  Hosts hosts(String nextHop) {
    Destination found = find(nextHop);
    assertThat(found).isInstanceOf(Hosts.class);
    return (Hosts) found;
  }

  List<String> names(String nextHop) {
    return hosts(nextHop).hosts().stream().map(MailHost::name).toList();
  }

  /** All addresses in order, {@code 192.0.2.1:25}. */
  List<String> addresses(String nextHop) {
    return hosts(nextHop).hosts().stream()
        .flatMap(host -> host.addresses().stream())
        .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
        .toList();
  }

  String refusal(String nextHop) {
    Destination found = find(nextHop);
    assertThat(found).isInstanceOf(Refused.class);
    return ((Refused) found).reply().toString();
  }

  Unresolved unresolved(String nextHop) {
    Destination found = find(nextHop);
    assertThat(found).isInstanceOf(Unresolved.class);
    return (Unresolved) found;
  }

  @Override
  public void close() {
    resolver.deactivate();
    routing.deactivate();
    dns.close();
  }

  private static Map<String, Object> properties(String... pairs) {
    Map<String, Object> properties = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return properties;
  }
}
