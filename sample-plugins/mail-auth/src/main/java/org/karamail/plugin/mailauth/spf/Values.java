package org.karamail.plugin.mailauth.spf;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the macro letters stand for (RFC 7208 section 7.2).
 *
 * @param claim who says what
 * @param domain whose record it is
 * @param clientName the validated name of the client; empty where it was not asked for
 * @param receiver our own name
 * @param now when
 */
record Values(Claim claim, String domain, String clientName, String receiver, Instant now)
    implements Function<Character, String> {

  @Override
  public String apply(Character letter) {
    return switch (letter) {
      case 's' -> claim.sender();
      case 'l' -> claim.localPart();
      case 'o' -> claim.domain();
      case 'd' -> domain;
      case 'i' -> dotted(claim.client());
      case 'p' -> clientName;
      case 'v' -> claim.isIpv4() ? "in-addr" : "ip6";
      case 'h' -> claim.helo();
      case 'c' -> readable(claim.client());
      case 'r' -> receiver;
      case 't' -> Long.toString(now.getEpochSecond());
      default -> "";
    };
  }

  private static String dotted(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return address.getHostAddress();
    }
    List<String> nibbles = new ArrayList<>();
    for (byte octet : octets) {
      nibbles.add(Integer.toHexString((octet >> 4) & 0xf).toUpperCase(Locale.ROOT));
      nibbles.add(Integer.toHexString(octet & 0xf).toUpperCase(Locale.ROOT));
    }
    return String.join(".", nibbles);
  }

  /** As people write it; the longest run of zeros shortened (RFC 5952). */
  static String readable(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length == 4) {
      return address.getHostAddress();
    }
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < octets.length; i += 2) {
      groups.add(Integer.toHexString(((octets[i] & 0xff) << 8) | (octets[i + 1] & 0xff)));
    }
    return shortened(groups);
  }

  private static String shortened(List<String> groups) {
    int best = 0;
    int length = 1;
    for (int start = 0; start < groups.size(); start++) {
      int end = start;
      while (end < groups.size() && groups.get(end).equals("0")) {
        end++;
      }
      if (end - start > length) {
        best = start;
        length = end - start;
      }
    }
    return length == 1
        ? String.join(":", groups)
        : String.join(":", groups.subList(0, best)) + "::" + String.join(":", groups.subList(best + length, groups.size()));
  }
}
