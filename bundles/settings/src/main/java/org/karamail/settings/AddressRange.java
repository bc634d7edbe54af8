package org.karamail.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address. Names are never
 * looked up. Two ranges are equal when they hold the same addresses.
 */
public final class AddressRange {

  /** What {@link #parse} reads, in words for whoever wrote something else. */
  public static final String ACCEPTED = "IP addresses and ranges such as 192.0.2.7, 192.0.2.0/24, 2001:db8::/32";

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

  private final InetAddress first;
  private final int bits;

  private AddressRange(InetAddress first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /** The range of this prefix length in which an address lies; of the whole address when the prefix is longer than that. */
  public static AddressRange around(InetAddress address, int prefix) {
    byte[] octets = address.getAddress();
    int bits = Math.min(prefix, octets.length * Byte.SIZE);
    for (int i = 0; i < octets.length; i++) {
      int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
      octets[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    return new AddressRange(address(octets), bits);
  }

  /** Reads CIDR notation; empty for names, for prefixes out of range, and for anything else. */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().getAddress().length * Byte.SIZE;
    String prefix = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
    return PREFIX.matcher(prefix).matches() && Integer.parseInt(prefix) <= most
        ? Optional.of(around(address.get(), Integer.parseInt(prefix)))
        : Optional.empty();
  }

  /** Whether the address lies in the range. */
  public boolean contains(InetAddress address) {
    return address.getAddress().length == first.getAddress().length && around(address, bits).equals(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange range
        && range.bits == bits
        && Arrays.equals(range.first.getAddress(), first.getAddress());
  }

  @Override
  public int hashCode() {
    return 31 * first.hashCode() + bits;
  }

  /** {@code 192.0.2.0/24}; one address without the slash. */
  @Override
  public String toString() {
    boolean single = bits == first.getAddress().length * Byte.SIZE;
    return first.getHostAddress() + (single ? "" : "/" + bits);
  }

  private static Optional<InetAddress> literal(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  private static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("octets of an address are an address", impossible);
    }
  }
}
