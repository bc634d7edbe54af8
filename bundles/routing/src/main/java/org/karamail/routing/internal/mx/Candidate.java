package org.karamail.routing.internal.mx;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.dns.MxRecord;
import org.karamail.routing.MailHost;

/**
 * A mail host that a record names, with what is known of its addresses.
 *
 * @param usable those that mail may go to
 * @param objections why not to the others
 * @param isOwn whether one of them is ours
 */
record Candidate(MxRecord record, Addresses addresses, List<InetSocketAddress> usable, List<String> objections, boolean isOwn) {

  private static final int MOST_ADDRESSES = 6;

  static Candidate of(MxRecord record, Addresses addresses, MxRules rules, OwnHost own) {
    List<InetSocketAddress> usable = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    boolean isOwn = false;
    for (var address : addresses.all()) {
      InetSocketAddress there = new InetSocketAddress(address, rules.port());
      isOwn = isOwn || own.listensAt(there);
      var objection = rules.allowLoopback() ? Optional.<String>empty() : AddressRules.objection(address);
      objection.ifPresentOrElse(why -> objections.add(address.getHostAddress() + " " + why), () -> usable.add(there));
    }
    return new Candidate(record, addresses, usable.stream().limit(MOST_ADDRESSES).toList(), objections, isOwn);
  }

  boolean isUsable() {
    return !usable.isEmpty();
  }

  MailHost host() {
    return new MailHost(record.host(), record.preference(), usable);
  }

  /** A sentence for those who ask why. */
  String reason() {
    String name = record.host() + " (preference " + record.preference() + ")";
    if (isUsable()) {
      return name + " has " + usable.size() + (usable.size() == 1 ? " usable address" : " usable addresses") + more();
    }
    return addresses
        .failure()
        .map(why -> name + " is left out: its addresses could not be looked up: " + why)
        .orElse(name + " is left out: " + (objections.isEmpty() ? "it has no address" : String.join(", ", objections)));
  }

  private String more() {
    return objections.isEmpty() ? "" : "; left out: " + String.join(", ", objections);
  }
}
