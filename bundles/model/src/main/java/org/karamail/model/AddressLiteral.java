package org.karamail.model;

import java.util.regex.Pattern;

/** The grammar of RFC 5321 section 4.1.3, lower case: {@code [192.0.2.1]}, {@code [ipv6:...]}. No general literals. */
final class AddressLiteral {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern HEX_GROUP = Pattern.compile("[0-9a-f]{1,4}");
  private static final String IPV6_TAG = "ipv6:";
  private static final int IPV6_GROUPS = 8;

  private AddressLiteral() {}

  static boolean isWellFormed(String text) {
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return false;
    }
    String inside = text.substring(1, text.length() - 1);
    return inside.startsWith(IPV6_TAG)
        ? isIpv6(inside.substring(IPV6_TAG.length()))
        : IPV4.matcher(inside).matches();
  }

  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == IPV6_GROUPS;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    if (after.contains("::")) {
      return false;
    }
    int left = before.isEmpty() ? 0 : groups(before, false);
    int right = after.isEmpty() ? 0 : groups(after, true);
    return left >= 0 && right >= 0 && left + right < IPV6_GROUPS;
  }

  /** How many 16-bit groups the text holds, an IPv4 tail, where there may be one, counting two; -1 when malformed. */
  private static int groups(String text, boolean atEnd) {
    String[] parts = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = atEnd && i == parts.length - 1;
      if (HEX_GROUP.matcher(parts[i]).matches()) {
        count++;
      } else if (last && IPV4.matcher(parts[i]).matches()) {
        count += 2;
      } else {
        return -1;
      }
    }
    return count;
  }
}
