package org.karamail.routing.internal.mx;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.karamail.dns.MxRecord;
import org.karamail.model.MailDomain;
import org.karamail.routing.Destination;

/** A recipient at an address literal, {@code user@[192.0.2.1]}: a stranger's wish, judged like a stranger's MX record. */
final class LiteralSearch {

  private final MailDomain domain;
  private final NamedHost host;
  private final MxRules rules;
  private final OwnHost own;

  LiteralSearch(MailDomain domain, NamedHost host, MxRules rules, OwnHost own) {
    this.domain = domain;
    this.host = host;
    this.rules = rules;
    this.own = own;
  }

  Destination run() {
    List<InetAddress> addresses = host.address().stream().toList();
    Candidate candidate =
        Candidate.of(
            new MxRecord(0, host.name()),
            new Addresses(addresses, Optional.empty(), true, Duration.ofDays(1), false),
            rules,
            own);
    List<String> reasons = List.of(domain + " is an address: no MX", candidate.reason());
    if (candidate.isOwn()) {
      return new Destination.Refused(domain.text(), Refusals.LOOP, reasons);
    }
    return candidate.isUsable()
        ? new Destination.Hosts(
            domain.text(),
            List.of(candidate.host()),
            Optional.empty(),
            Optional.empty(),
            candidate.addresses().ttl(),
            false,
            reasons)
        : new Destination.Refused(domain.text(), Refusals.NO_USABLE_HOST, reasons);
  }
}
