package org.karamail.dkim;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.karamail.model.MailDomain;

/**
 * Which key is meant.
 *
 * @param domain in A-labels
 * @param selector one label or more (RFC 6376 section 3.1), lower case
 */
public record KeyName(MailDomain domain, String selector) {

  private static final Pattern SELECTOR =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final int LONGEST = 190;

  /** Reads {@code domain:selector}. */
  public static Optional<KeyName> parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? Optional.empty() : of(text.substring(0, colon).trim(), text.substring(colon + 1).trim());
  }

  /** The key of a domain under a selector. */
  public static Optional<KeyName> of(String domain, String selector) {
    String lower = selector.toLowerCase(Locale.ROOT);
    return domain(domain)
        .filter(name -> lower.length() <= LONGEST && SELECTOR.matcher(lower).matches())
        .map(name -> new KeyName(name, lower));
  }

  /** A domain as DNS knows it; empty for what is none, and for address literals. */
  public static Optional<MailDomain> domain(String text) {
    return MailDomain.parse(text).filter(domain -> !domain.isAddressLiteral()).flatMap(KeyName::asciiForm);
  }

  private static Optional<MailDomain> asciiForm(MailDomain domain) {
    try {
      return MailDomain.parse(IDN.toASCII(domain.text()));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }
}
