package org.karamail.routing.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.karamail.model.MailDomain;
import org.karamail.model.Mailbox;
import org.karamail.model.Reply;
import org.karamail.model.Route;
import org.karamail.routing.Resolution;
import org.karamail.routing.Resolution.Refused;
import org.karamail.routing.Resolution.Routed;

/**
 * Where mail goes, by one configuration.
 *
 * @param localDomains whose mailboxes are here; the first is postmaster's
 * @param relayDomains for which everybody may send through this host
 * @param localRecipients who has a mailbox at the local domains
 */
record RoutingTable(List<MailDomain> localDomains, Set<MailDomain> relayDomains, LocalRecipients localRecipients) {

  private static final String MAILDIR = "maildir";
  private static final String SMTP = "smtp";
  private static final String POSTMASTER = "postmaster";

  /** Whom a domain that takes mail must have (RFC 5321 section 4.5.1, RFC 2142 section 4). */
  private static final Set<String> ALWAYS_THERE = Set.of(POSTMASTER, "abuse");

  private static final Refused NO_RELAY = new Refused(Reply.of(550, "5.7.1", "Relaying denied"));
  private static final Refused NO_MAILBOX = new Refused(Reply.of(550, "5.1.1", "No such mailbox here"));

  RoutingTable {
    localDomains = List.copyOf(localDomains);
    relayDomains = Set.copyOf(relayDomains);
    if (localDomains.isEmpty()) {
      throw new IllegalArgumentException("at least one local domain is needed: postmaster lives there");
    }
  }

  Resolution resolve(Mailbox recipient, boolean mayRelay) {
    MailDomain domain = recipient.domain();
    if (localDomains.contains(domain)) {
      return hasMailbox(recipient) ? new Routed(new Route(MAILDIR, domain.text()), true) : NO_MAILBOX;
    }
    return mayRelay || relayDomains.contains(domain) ? new Routed(new Route(SMTP, domain.text()), false) : NO_RELAY;
  }

  Mailbox postmaster() {
    return new Mailbox(POSTMASTER, localDomains.get(0));
  }

  private boolean hasMailbox(Mailbox recipient) {
    return ALWAYS_THERE.contains(recipient.localPart().toLowerCase(Locale.ROOT)) || localRecipients.include(recipient);
  }
}
