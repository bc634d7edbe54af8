package org.karamail.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of an address after the at sign: a host name (RFC 5321 section 2.3.5) or an address literal in its brackets
 * (section 4.1.3).
 *
 * <p>The text is lower case and has no trailing dot, so that two values are equal when mail treats them alike. An address
 * literal keeps its brackets: {@code [192.0.2.1]} is not the host name {@code 192.0.2.1}.
 *
 * @param text lower case; 1 to 255 characters
 */
public record MailDomain(String text) implements Comparable<MailDomain> {

  private static final int LONGEST = 255;
  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
  private static final Pattern INTERNATIONAL_NAME =
      Pattern.compile("[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}_-]{1,63}(\\.[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Mn}\\p{Mc}\\p{Nd}_-]{1,63})*");

  public MailDomain {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException(
          "not a domain: '" + text + "'; expected a lower-case host name of up to 255 characters or an address literal");
    }
  }

  /**
   * Reads a domain as a client sent it, in any case.
   *
   * @return empty unless it is a host name or an address literal; a trailing dot is no domain (RFC 5321 section 2.3.5)
   */
  public static Optional<MailDomain> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return isWellFormed(lower) ? Optional.of(new MailDomain(lower)) : Optional.empty();
  }

  /** Whether this is an address literal such as {@code [192.0.2.1]} or {@code [ipv6:2001:db8::1]}. */
  public boolean isAddressLiteral() {
    return text.startsWith("[");
  }

  /** Whether only a hop that speaks SMTPUTF8 (RFC 6531) can be given this domain as it stands. */
  public boolean isInternational() {
    return !isAscii(text);
  }

  @Override
  public int compareTo(MailDomain other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isWellFormed(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    return text.startsWith("[") ? AddressLiteral.isWellFormed(text) : isName(text);
  }

  private static boolean isName(String text) {
    return isAscii(text) ? HOST_NAME.matcher(text).matches() : INTERNATIONAL_NAME.matcher(text).matches();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
