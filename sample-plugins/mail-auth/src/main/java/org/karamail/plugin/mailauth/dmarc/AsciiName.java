package org.karamail.plugin.mailauth.dmarc;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.karamail.model.MailDomain;

/** The A-label form of domains (RFC 5890), in which they are compared. */
public final class AsciiName {

  /** What java.net.IDN, being of 2003, takes for other letters: the name would become somebody else's. */
  private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";

  private AsciiName() {}

  /** In lower case; empty for what has none, such as an address literal. */
  public static Optional<String> of(MailDomain domain) {
    if (domain.isAddressLiteral() || domain.text().chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
      return Optional.empty();
    }
    try {
      return Optional.of(IDN.toASCII(domain.text(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }
}
