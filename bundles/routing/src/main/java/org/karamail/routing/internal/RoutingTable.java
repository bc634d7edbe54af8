package org.karamail.routing.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.routing.Destinations;
import org.karamail.routing.Resolution;
import org.karamail.routing.Resolution.Refused;
import org.karamail.routing.Resolution.Routed;

/** Where mail goes, by one configuration. Routes of known domains are made once: this is asked for every recipient. */
final class RoutingTable {

  private static final String MAILDIR = "maildir";
  private static final String SMTP = "smtp";
  private static final String POSTMASTER = "postmaster";

  /** Whom a domain that takes mail must have (RFC 5321 section 4.5.1, RFC 2142 section 4). */
  private static final Set<String> ALWAYS_THERE = Set.of(POSTMASTER, "abuse");

  private static final Refused NO_RELAY = new Refused(Reply.of(550, "5.7.1", "Relaying denied"));
  private static final Refused NO_MAILBOX = new Refused(Reply.of(550, "5.1.1", "No such mailbox here"));

  private final MailDomain first;
  private final Map<MailDomain, Routed> known;
  private final Map<MailDomain, Route> byTransport;
  private final LocalRecipients localRecipients;
  private final RelaySettings relay;

  /**
   * A table.
   *
   * @param localDomains whose mailboxes are here; the first is postmaster's
   * @param relayDomains for which everybody may send through this host
   * @param localRecipients who has a mailbox at the local domains
   * @param relay how mail leaves that is not local
   * @param byTransport domains whose mail takes a route of its own; says nothing of who may send there
   */
  RoutingTable(
      List<MailDomain> localDomains,
      Collection<MailDomain> relayDomains,
      LocalRecipients localRecipients,
      RelaySettings relay,
      Map<MailDomain, Route> byTransport) {
    if (localDomains.isEmpty()) {
      throw new IllegalArgumentException("at least one local domain is needed: postmaster lives there");
    }
    this.relay = relay;
    this.byTransport = Map.copyOf(byTransport);
    Map<MailDomain, Routed> routes = new HashMap<>();
    relayDomains.forEach(domain -> routes.put(domain, relayed(domain)));
    localDomains.forEach(domain -> routes.put(domain, new Routed(named(domain, new Route(MAILDIR, domain.text())), true)));
    this.first = localDomains.get(0);
    this.known = Map.copyOf(routes);
    this.localRecipients = localRecipients;
  }

  LocalRecipients localRecipients() {
    return localRecipients;
  }

  RelaySettings relay() {
    return relay;
  }

  Resolution resolve(Mailbox recipient, boolean mayRelay) {
    Optional<Routed> route = Optional.ofNullable(known.get(recipient.domain()));
    if (route.isEmpty()) {
      return mayRelay ? relayed(recipient.domain()) : NO_RELAY;
    }
    return !route.get().local() || hasMailbox(recipient) ? route.get() : NO_MAILBOX;
  }

  Mailbox postmaster() {
    return new Mailbox(POSTMASTER, first);
  }

  /** Through the smart host if there is one, so that all recipients of a message travel together; by MX otherwise. */
  private Routed relayed(MailDomain domain) {
    Route usual = relay.smartHost().isPresent() ? Destinations.SMART_HOST : new Route(SMTP, domain.text());
    return new Routed(named(domain, usual), false);
  }

  private Route named(MailDomain domain, Route usual) {
    return byTransport.getOrDefault(domain, usual);
  }

  private boolean hasMailbox(Mailbox recipient) {
    return ALWAYS_THERE.contains(recipient.localPart().toLowerCase(Locale.ROOT)) || localRecipients.include(recipient);
  }
}
