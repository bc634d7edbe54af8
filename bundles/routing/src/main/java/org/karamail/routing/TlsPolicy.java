package org.karamail.routing;

import java.util.Locale;
import java.util.Optional;

/** How a connection to a mail host is protected, from nothing to the most. */
public enum TlsPolicy {
  /** Never. */
  NONE,
  /** When the host offers it and it works; any certificate; in clear otherwise (RFC 3207). */
  OPPORTUNISTIC,
  /** Encrypted or not at all; any certificate. */
  REQUIRE,
  /** Encrypted, and the certificate is good for the host's name. */
  VERIFY,
  /** As the domain's MTA-STS policy says (RFC 8461). */
  MTA_STS,
  /** As the host's TLSA records say (RFC 7672). */
  DANE;

  /** What {@link #parse} takes, for a refusal of anything else. */
  public static final String NAMES = "none, opportunistic, require or verify";

  /** Reads what an operator may ask of all hosts alike; the others are asked by domains and hosts. */
  public static Optional<TlsPolicy> parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "none" -> Optional.of(NONE);
      case "opportunistic" -> Optional.of(OPPORTUNISTIC);
      case "require" -> Optional.of(REQUIRE);
      case "verify" -> Optional.of(VERIFY);
      default -> Optional.empty();
    };
  }
}
