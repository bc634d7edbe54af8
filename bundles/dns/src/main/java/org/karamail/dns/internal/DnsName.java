package org.karamail.dns.internal;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Names, from the text mail uses to the name dnsjava asks for and back. */
final class DnsName {

  private DnsName() {}

  /** The absolute name that a text means; empty for what can be no name. */
  static Optional<Name> parse(String text) {
    try {
      String ascii = text.chars().allMatch(c -> c > ' ' && c < 0x7f) ? text : IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
      boolean plain = !ascii.isEmpty() && ascii.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '@');
      return plain ? Optional.of(Name.fromString(ascii.toLowerCase(Locale.ROOT), Name.root)) : Optional.empty();
    } catch (TextParseException | IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  /**
   * A name as text: lower case, without the final dot, empty for the root. Octets that are no printable ASCII are escaped
   * ({@code \010}), so what comes from the net is clean, and at most about a thousand characters long.
   */
  static String text(Name name) {
    return name.equals(Name.root) ? "" : name.toString(true).toLowerCase(Locale.ROOT);
  }
}
