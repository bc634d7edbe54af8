package org.karamail.plugin.mailauth.spf;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike.
 *
 * @param address one of them; an IPv6 one stays an IPv6 one, even if it maps an IPv4 one
 * @param prefix how many bits count
 */
public record Network(InetAddress address, int prefix) {

  static final int IPV4_BITS = 32;
  static final int IPV6_BITS = 128;

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,39}|[0-9A-Fa-f:]{1,32}:(?<ipv4>[0-9.]{7,15})");
  private static final int LONGEST_PREFIX = 3;

  /** Reads {@code 192.0.2.1}, with {@code /24} or without; nothing shorter, no leading zeros. */
  public static Optional<Network> ipv4(String text) {
    return read(text, IPV4_BITS);
  }

  /** Reads an address of RFC 4291 section 2.2, with a prefix length or without. */
  public static Optional<Network> ipv6(String text) {
    return read(text, IPV6_BITS);
  }

  /** Reads a number of bits without leading zeros. */
  static Optional<Integer> bits(String digits, int most) {
    boolean plain = digits.length() <= LONGEST_PREFIX && (digits.equals("0") || digits.matches("[1-9]\\d*"));
    return plain ? Optional.of(Integer.valueOf(digits)).filter(bits -> bits <= most) : Optional.empty();
  }

  /** Whether this address is one of them; never across families. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (((mine[bit >> 3] ^ theirs[bit >> 3]) & (0x80 >> (bit & 7))) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Network> read(String text, int most) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Optional<Integer> bits = slash < 0 ? Optional.of(most) : bits(text.substring(slash + 1), most);
    Optional<InetAddress> parsed = most == IPV4_BITS ? ipv4Address(address) : ipv6Address(address);
    return parsed.flatMap(network -> bits.map(prefix -> new Network(network, prefix)));
  }

  private static Optional<InetAddress> ipv4Address(String text) {
    return IPV4.matcher(text).matches() ? literal(text) : Optional.empty();
  }

  private static Optional<InetAddress> ipv6Address(String text) {
    var form = IPV6.matcher(text);
    if (!form.matches() || (form.group("ipv4") != null && !IPV4.matcher(form.group("ipv4")).matches())) {
      return Optional.empty();
    }
    return text.indexOf(':') < 0 ? Optional.empty() : literal("[" + text + "]").map(Network::wide);
  }

  /** The text is known to hold nothing but a literal, so that no name server is asked. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  /** The JDK makes IPv4 addresses of those that map one. */
  private static InetAddress wide(InetAddress parsed) {
    byte[] octets = parsed.getAddress();
    if (octets.length != 4) {
      return parsed;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(octets, 0, mapped, 12, 4);
    try {
      return Inet6Address.getByAddress("", mapped, -1);
    } catch (UnknownHostException never) {
      throw new AssertionError("an address has 4 or 16 octets", never);
    }
  }
}
