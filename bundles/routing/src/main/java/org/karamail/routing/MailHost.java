package org.karamail.routing;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A host that takes mail for a destination.
 *
 * @param name as the MX record or the configuration names it: lower case, without a final dot; an address literal's text for
 *     a host that has no name. This is the name that a certificate is compared with
 * @param preference of its MX record; 0 where there is none
 * @param addresses at least one, resolved, in the order in which they are to be tried, with the port
 */
public record MailHost(String name, int preference, List<InetSocketAddress> addresses) {

  public MailHost {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a mail host has at least one address");
    }
  }
}
