package org.karamail.routing;

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
  DANE
}
