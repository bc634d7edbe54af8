package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.karamail.delivery.SiteStanding;
import org.karamail.model.Mailbox;
import org.karamail.routing.Destination;
import org.karamail.routing.Destination.Hosts;
import org.karamail.routing.Destination.Refused;
import org.karamail.routing.Destination.Unresolved;
import org.karamail.routing.MailHost;
import org.karamail.routing.RelayCredentials;
import org.karamail.routing.Resolution;
import org.karamail.routing.Resolution.Routed;
import org.karamail.routing.TlsPolicy;

/**
 * Where mail for an address goes now.
 *
 * @param address whose mail
 * @param trusted what those who may relay are told
 * @param strangers what everybody else is told
 * @param destination where the route leads; empty for local mail and while nobody can say
 * @param sending limits and protection
 * @param waiting recipients that wait for this route; empty while there is no queue
 */
public record Explanation(
    Mailbox address,
    Resolution trusted,
    Resolution strangers,
    Optional<Destination> destination,
    Sending sending,
    Optional<Long> waiting)
    implements Answer {

  /**
   * How it is sent; each empty while nobody can say.
   *
   * @param site limits and breaker
   * @param tls what holds where the route demands nothing
   * @param perHost connections to one host
   */
  public record Sending(Optional<SiteStanding> site, Optional<TlsPolicy> tls, Optional<Integer> perHost) {}

  @Override
  public List<String> lines(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(address + " " + verdict());
    if (trusted instanceof Routed && strangers instanceof Resolution.Refused refused) {
      lines.add("strangers   are refused: " + refused.reply());
    }
    destination.ifPresent(found -> lines.add("site        " + found.site()));
    destination.ifPresent(found -> lines.addAll(hosts(found)));
    sending.site().ifPresent(site -> lines.addAll(List.of("limits      " + limits(site), "breaker     " + breaker(site))));
    waiting.ifPresent(count -> lines.add("waiting     " + Amounts.count(count, "recipient") + " on this route"));
    List<String> reasons = reasons();
    for (int i = 0; i < reasons.size(); i++) {
      lines.add((i == 0 ? "why         " : "            ") + reasons.get(i));
    }
    return lines;
  }

  private String verdict() {
    if (trusted instanceof Resolution.Refused refused) {
      return "is refused: " + refused.reply();
    }
    String route = trusted instanceof Routed routed ? routed.route().toString() : "nowhere";
    if (destination.isPresent() && destination.get() instanceof Refused refused) {
      return "goes to " + route + " and fails: " + refused.reply();
    }
    if (destination.isPresent() && destination.get() instanceof Unresolved unresolved) {
      return "goes to " + route + " and waits: " + unresolved.fault();
    }
    return "goes to " + route;
  }

  private List<String> reasons() {
    if (destination.isPresent() || !(trusted instanceof Routed routed)) {
      return destination.map(Destination::reasons).orElse(List.of());
    }
    boolean mailbox = routed.route().transport().equals("maildir");
    return List.of(address.domain() + " is one of " + (mailbox ? "localDomains" : "transports") + " in karamail.routing");
  }

  private String limits(SiteStanding site) {
    String attempts =
        site.active() + " of " + site.allowed() + " attempts under way (" + site.slow() + " slow; at most " + site.limit() + ")";
    return sending.perHost().map(count -> attempts + "; " + Amounts.count(count, "connection") + " to a host").orElse(attempts);
  }

  private static String breaker(SiteStanding site) {
    String state =
        switch (site.breaker()) {
          case CLOSED -> "closed";
          case OPEN -> "open: nothing is tried for " + site.pause().toSeconds() + " s";
          case HALF_OPEN -> "half open: one attempt at a time";
        };
    return site.lastFailure().isEmpty()
        ? state
        : state + "; " + Amounts.count(site.failures(), "failure") + " in a row, the last one: " + site.lastFailure();
  }

  private List<String> hosts(Destination destination) {
    if (!(destination instanceof Hosts found)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (MailHost host : found.hosts()) {
      String addresses = host.addresses().stream().map(Explanation::text).collect(Collectors.joining(" "));
      lines.add((lines.isEmpty() ? "hosts       " : "            ") + host.preference() + " " + host.name() + " " + addresses);
    }
    lines.add("tls         " + tls(found));
    found.credentials().ifPresent(who -> lines.add("user        " + who.username()));
    return lines;
  }

  private String tls(Hosts found) {
    return found
        .tls()
        .map(tls -> name(tls) + ", as the route demands")
        .or(() -> sending.tls().map(tls -> name(tls) + ", as karamail.outbound says"))
        .orElse("as the transport is set");
  }

  private static String name(TlsPolicy tls) {
    return tls.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    MailJson mail = new MailJson(json);
    json.writeStartObject();
    json.writeStringField("address", address.toString());
    mail.text("route", trusted instanceof Routed routed ? Optional.of(routed.route().toString()) : Optional.empty());
    json.writeBooleanField("local", trusted instanceof Routed routed && routed.local());
    json.writeBooleanField("strangers", strangers instanceof Routed);
    mail.text("refused", refusal());
    mail.text("temporary", destination.flatMap(Explanation::problem));
    mail.text("site", destination.map(Destination::site));
    Optional<Hosts> hosts = destination.filter(Hosts.class::isInstance).map(Hosts.class::cast);
    mail.text("tls", hosts.flatMap(found -> found.tls().or(sending::tls)).map(Enum::name));
    mail.text("user", hosts.flatMap(Hosts::credentials).map(RelayCredentials::username));
    json.writeArrayFieldStart("hosts");
    for (MailHost host : hosts.map(Hosts::hosts).orElse(List.of())) {
      write(host, json);
    }
    json.writeEndArray();
    writeLimits(json);
    mail.number("waiting", waiting);
    json.writeArrayFieldStart("why");
    for (String reason : reasons()) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private Optional<String> refusal() {
    if (trusted instanceof Resolution.Refused refused) {
      return Optional.of(refused.reply().toString());
    }
    return destination.filter(Refused.class::isInstance).map(found -> ((Refused) found).reply().toString());
  }

  private static Optional<String> problem(Destination destination) {
    return destination instanceof Unresolved unresolved ? Optional.of(unresolved.fault().toString()) : Optional.empty();
  }

  private void writeLimits(JsonGenerator json) throws IOException {
    if (sending.site().isEmpty()) {
      json.writeNullField("limits");
      return;
    }
    SiteStanding site = sending.site().get();
    json.writeObjectFieldStart("limits");
    json.writeNumberField("active", site.active());
    json.writeNumberField("slow", site.slow());
    json.writeNumberField("allowed", site.allowed());
    json.writeNumberField("limit", site.limit());
    new MailJson(json).number("connectionsPerHost", sending.perHost());
    json.writeStringField("breaker", site.breaker().name());
    json.writeNumberField("failures", site.failures());
    json.writeNumberField("pause", site.pause().toMillis());
    json.writeStringField("lastFailure", site.lastFailure());
    json.writeEndObject();
  }

  private static void write(MailHost host, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", host.name());
    json.writeNumberField("preference", host.preference());
    json.writeArrayFieldStart("addresses");
    for (InetSocketAddress address : host.addresses()) {
      json.writeString(text(address));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }
}
