package org.karamail.shell.internal.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.CachedAnswer;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.dns.DnsAnswer.Found;
import org.karamail.dns.DnsAnswer.Kind;
import org.karamail.dns.DnsAnswer.NoData;
import org.karamail.dns.DnsAnswer.NoSuchName;
import org.karamail.dns.DnsAnswer.Problem;
import org.karamail.dns.DnsCache;
import org.karamail.dns.DnsStatistics;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;
import org.karamail.dns.TlsaRecord;
import org.karamail.model.Fault;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.routing.Destination;
import org.karamail.routing.Destinations;
import org.karamail.routing.MailHost;
import org.karamail.routing.RelayCredentials;
import org.karamail.routing.Resolution;
import org.karamail.routing.Routing;
import org.karamail.routing.TlsPolicy;

/** Name servers and routes that always say the same. */
final class StandingInternet implements Resolver, DnsCache, Routing, Destinations {

  private static final Duration TTL = Duration.ofMinutes(4);

  @Override
  public CompletionStage<DnsAnswer<MxRecord>> mx(String domain) {
    return switch (domain) {
      case "example.net" ->
          done(new Found<>(List.of(new MxRecord(10, "mx1.example.net"), new MxRecord(20, "mx2.example.net")), domain, TTL, true));
      case "broken.example" -> done(new Failed<>(Problem.SERVER_FAILURE, "192.0.2.53:53: SERVFAIL\u001b"));
      default -> done(new NoSuchName<>(Duration.ofSeconds(60), false));
    };
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv4(String host) {
    return done(new Found<>(List.of(address("192.0.2.80")), host, Duration.ofSeconds(30), false));
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv6(String host) {
    return done(new NoData<>(Duration.ofSeconds(60), false));
  }

  @Override
  public CompletionStage<DnsAnswer<String>> ptr(InetAddress address) {
    return done(new Found<>(List.of("host.example.net"), "9.2.0.192.in-addr.arpa", TTL, false));
  }

  @Override
  public CompletionStage<DnsAnswer<String>> txt(String name) {
    return done(new Found<>(List.of("v=spf1 mx -all"), name, TTL, false));
  }

  @Override
  public CompletionStage<DnsAnswer<TlsaRecord>> tlsa(String name) {
    return done(new Found<>(List.of(new TlsaRecord(3, 1, 1, "00ff")), name, TTL, true));
  }

  @Override
  public DnsStatistics statistics() {
    return new DnsStatistics(
        950, 50, 3, 1_000, 1, 7, 0, Duration.ofMillis(12), Duration.ofMillis(64), Duration.ofMillis(1_430));
  }

  @Override
  public List<String> servers() {
    return List.of("127.0.0.1:53", "192.0.2.53:53");
  }

  @Override
  public List<CachedAnswer> contents() {
    return List.of(
        new CachedAnswer("example.net", "MX", Kind.FOUND, List.of("10 mx1.example.net", "20 mx2.example.net"), TTL),
        new CachedAnswer("mx1.example.net", "A", Kind.FOUND, List.of("192.0.2.9"), TTL),
        new CachedAnswer("mx1.example.net", "AAAA", Kind.NO_DATA, List.of(), Duration.ofSeconds(50)));
  }

  @Override
  public int flush() {
    return 3;
  }

  @Override
  public int flush(String name) {
    return (int) contents().stream().filter(answer -> answer.name().equals(name)).count();
  }

  @Override
  public List<String> prewarmed() {
    return List.of("example.net");
  }

  @Override
  public CompletionStage<List<Prewarmed>> prewarm(Collection<String> domains) {
    return CompletableFuture.completedStage(
        domains.stream().map(domain -> new Prewarmed(domain, Kind.FOUND, 2)).toList());
  }

  @Override
  public Resolution resolve(Mailbox recipient, boolean mayRelay) {
    String domain = recipient.domain().text();
    if (domain.equals("localhost")) {
      return new Resolution.Routed(new Route("maildir", domain), true);
    }
    if (!mayRelay) {
      return new Resolution.Refused(Reply.of(550, "5.7.1", "Relaying denied"));
    }
    return new Resolution.Routed(domain.equals("by-relay.example") ? SMART_HOST : new Route("smtp", domain), false);
  }

  @Override
  public Mailbox postmaster() {
    return new Mailbox("postmaster", new MailDomain("localhost"));
  }

  @Override
  public CompletionStage<Destination> find(Route route) {
    return CompletableFuture.completedStage(destination(route));
  }

  private static Destination destination(Route route) {
    if (route.equals(SMART_HOST)) {
      return hosts(
          "[relay.example]:587",
          List.of(host("relay.example", 0, "192.0.2.25", 587)),
          Optional.of(TlsPolicy.VERIFY),
          Optional.of(new RelayCredentials("me", "s3cret")),
          "[relay.example]:587 is the smart host (relayHost)");
    }
    return switch (route.nextHop()) {
      case "example.net" ->
          hosts(
              "mx1.example.net,mx2.example.net",
              List.of(host("mx1.example.net", 10, "192.0.2.9", 25), host("mx2.example.net", 20, "2001:db8::9", 25)),
              Optional.empty(),
              Optional.empty(),
              "example.net has 2 MX records: 10 mx1.example.net, 20 mx2.example.net");
      case "broken.example" ->
          new Destination.Unresolved(
              "broken.example",
              new Fault(Fault.Category.DNS, "MX of broken.example: SERVER_FAILURE"),
              List.of("MX of broken.example: SERVER_FAILURE; this is temporary"));
      default ->
          new Destination.Refused(
              route.nextHop(), Reply.of(550, "5.1.2", "The recipient's domain does not exist"), List.of("it does not exist"));
    };
  }

  @Override
  public String site(Route route) {
    return route.nextHop();
  }

  private static Destination hosts(
      String site, List<MailHost> hosts, Optional<TlsPolicy> tls, Optional<RelayCredentials> who, String reason) {
    return new Destination.Hosts(site, hosts, tls, who, TTL, false, List.of(reason));
  }

  private static MailHost host(String name, int preference, String address, int port) {
    return new MailHost(name, preference, List.of(new InetSocketAddress(address(address), port)));
  }

  private static <T> CompletionStage<DnsAnswer<T>> done(DnsAnswer<T> answer) {
    return CompletableFuture.completedStage(answer);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException never) {
      throw new AssertionError(never);
    }
  }
}
