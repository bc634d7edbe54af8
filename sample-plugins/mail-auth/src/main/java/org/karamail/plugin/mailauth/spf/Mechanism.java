package org.karamail.plugin.mailauth.spf;

import java.util.Optional;

/**
 * How a client is recognised (RFC 7208 section 5).
 *
 * @param kind what is done
 * @param target whose records are looked at; empty where the mechanism has none, or means the domain itself
 * @param network for ip4 and ip6
 * @param ipv4Prefix how many bits of an IPv4 address count
 * @param ipv6Prefix how many bits of an IPv6 address count
 */
record Mechanism(Kind kind, Optional<MacroString> target, Optional<Network> network, int ipv4Prefix, int ipv6Prefix) {

  /** The eight mechanisms. */
  enum Kind {
    ALL,
    INCLUDE,
    A,
    MX,
    PTR,
    IP4,
    IP6,
    EXISTS;

    /** Whether name servers are asked. */
    boolean isLookup() {
      return this != ALL && this != IP4 && this != IP6;
    }
  }

  static Mechanism all() {
    return about(Kind.ALL, Optional.empty());
  }

  static Mechanism in(Kind kind, Network network) {
    return new Mechanism(kind, Optional.empty(), Optional.of(network), Network.IPV4_BITS, Network.IPV6_BITS);
  }

  static Mechanism about(Kind kind, Optional<MacroString> target) {
    return new Mechanism(kind, target, Optional.empty(), Network.IPV4_BITS, Network.IPV6_BITS);
  }

  Mechanism within(int ipv4, int ipv6) {
    return new Mechanism(kind, target, network, ipv4, ipv6);
  }
}
