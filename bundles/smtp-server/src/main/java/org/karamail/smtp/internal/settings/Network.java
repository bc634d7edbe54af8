package org.karamail.smtp.internal.settings;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address.
 *
 * <p>An IPv4 address that comes mapped into IPv6 ({@code ::ffff:192.0.2.1}) is the IPv4 address, in the range and in what
 * is compared with it: a stranger gains nothing by its spelling.
 */
public final class Network {

  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");
  private static final int MAPPED_PREFIX = 96;
  private static final int IPV4_BITS = 32;

  private final byte[] start;
  private final int bits;

  private Network(byte[] start, int bits) {
    this.start = start;
    this.bits = bits;
  }

  /** Reads CIDR notation; empty for names, for prefixes out of range, and for anything else. */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? IpLiteral.parse(text).map(InetAddress::getAddress).map(octets -> new Network(octets, octets.length * Byte.SIZE))
        : range(text.substring(0, slash), text.substring(slash + 1));
  }

  private static Optional<Network> range(String address, String prefix) {
    Optional<byte[]> octets = IpLiteral.parse(address).map(InetAddress::getAddress);
    if (octets.isEmpty() || !PREFIX.matcher(prefix).matches()) {
      return Optional.empty();
    }
    int most = octets.get().length * Byte.SIZE;
    boolean mapped = most == IPV4_BITS && address.indexOf(':') >= 0;
    int bits = Integer.parseInt(prefix) - (mapped ? MAPPED_PREFIX : 0);
    return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(octets.get(), bits));
  }

  /** Whether the address lies in the range. */
  public boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length != start.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (octets[i] != start[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || (octets[whole] ^ start[whole]) >>> (Byte.SIZE - rest) == 0;
  }
}
