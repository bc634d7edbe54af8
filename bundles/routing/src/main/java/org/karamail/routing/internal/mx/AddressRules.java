package org.karamail.routing.internal.mx;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Which addresses are never sent to because a stranger's record names them. */
final class AddressRules {

  private AddressRules() {}

  /**
   * Why mail must not go to this address; empty when it may.
   *
   * <p>IPv4 addresses inside IPv6 ones are judged as what they are: mapped (::ffff:127.0.0.1), compatible (::127.0.0.1),
   * NAT64 (64:ff9b::/96) and 6to4 (2002::/16).
   */
  static Optional<String> objection(InetAddress address) {
    InetAddress meant = address instanceof Inet6Address six ? embedded(six).orElse(address) : address;
    if (meant.isLoopbackAddress()) {
      return Optional.of("is loopback");
    }
    if (meant.isAnyLocalAddress() || isThisNetwork(meant)) {
      return Optional.of("means this host");
    }
    if (meant.isLinkLocalAddress()) {
      return Optional.of("is link-local");
    }
    return meant.isMulticastAddress() || isBroadcast(meant) ? Optional.of("is multicast") : Optional.empty();
  }

  private static boolean isThisNetwork(InetAddress address) {
    return address.getAddress().length == 4 && address.getAddress()[0] == 0;
  }

  private static boolean isBroadcast(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 4 && (octets[0] & 0xf0) == 0xf0;
  }

  private static Optional<InetAddress> embedded(Inet6Address address) {
    byte[] octets = address.getAddress();
    if (startsWith(octets, 0x20, 0x02)) {
      return ipv4(octets, 2);
    }
    boolean inTheTail =
        startsWith(octets, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            || startsWith(octets, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff)
            || startsWith(octets, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);
    boolean unspecifiedOrLoopback = address.isAnyLocalAddress() || address.isLoopbackAddress();
    return inTheTail && !unspecifiedOrLoopback ? ipv4(octets, 12) : Optional.empty();
  }

  private static boolean startsWith(byte[] octets, int... start) {
    for (int i = 0; i < start.length; i++) {
      if ((octets[i] & 0xff) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<InetAddress> ipv4(byte[] octets, int from) {
    try {
      return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + 4)));
    } catch (UnknownHostException never) {
      throw new AssertionError("four octets are an address", never);
    }
  }
}
