package org.karamail.model;

import java.util.Locale;
import java.util.Optional;

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
  private static final int LONGEST_LABEL = 63;

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

  /** Labels of 1 to 63 characters between dots; no regular expression, because every address of every message is read. */
  private static boolean isName(String text) {
    int start = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
      if (!isLabel(text, start, dot)) {
        return false;
      }
      start = dot + 1;
    }
    return isLabel(text, start, text.length());
  }

  private static boolean isLabel(String text, int start, int end) {
    boolean hyphenAtAnEnd = end > start && (text.charAt(start) == '-' || text.charAt(end - 1) == '-');
    if (end <= start || end - start > LONGEST_LABEL || hyphenAtAnEnd) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!isOfALabel(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfALabel(char c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
    return switch (Character.getType(c)) {
      case Character.LOWERCASE_LETTER,
          Character.OTHER_LETTER,
          Character.MODIFIER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER -> true;
      default -> false;
    };
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
