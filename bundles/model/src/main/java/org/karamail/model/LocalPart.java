package org.karamail.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The grammar of a local part: a dot-string or a quoted string (RFC 5321 section 4.1.2, with RFC 6531's UTF-8). */
final class LocalPart {

  private static final int LONGEST_IN_OCTETS = 64;
  private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

  private LocalPart() {}

  /** Index of the at sign that ends the local part, or -1; at signs in a quoted string do not count. */
  static int endIn(String text) {
    if (!text.startsWith("\"")) {
      return text.indexOf('@');
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1 < text.length() ? i + 1 : -1;
      }
    }
    return -1;
  }

  static Optional<String> parse(String text) {
    Optional<String> bare = text.startsWith("\"") ? unquoted(text) : isDotString(text) ? Optional.of(text) : Optional.empty();
    return bare.filter(LocalPart::isAcceptable);
  }

  static boolean isAcceptable(String bare) {
    return !bare.isEmpty()
        && bare.getBytes(StandardCharsets.UTF_8).length <= LONGEST_IN_OCTETS
        && bare.chars().noneMatch(LocalPart::isControlOrLineBreak)
        && StandardCharsets.UTF_8.newEncoder().canEncode(bare);
  }

  private static boolean isControlOrLineBreak(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }

  static String quoted(String bare) {
    if (isDotString(bare)) {
      return bare;
    }
    return '"' + bare.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static boolean isDotString(String text) {
    boolean atomOpen = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? !atomOpen : !isAtext(c)) {
        return false;
      }
      atomOpen = c != '.';
    }
    return atomOpen;
  }

  private static boolean isAtext(char c) {
    if (c >= 0x80) {
      return c >= 0xA0 && !Character.isSpaceChar(c);
    }
    return Character.isLetterOrDigit(c) || ATEXT_SYMBOLS.indexOf(c) >= 0;
  }

  private static Optional<String> unquoted(String text) {
    if (text.length() < 3 || !text.endsWith("\"")) {
      return Optional.empty();
    }
    StringBuilder bare = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return Optional.empty();
      }
      if (c == '\\') {
        i++;
        if (i == text.length() - 1) {
          return Optional.empty();
        }
        c = text.charAt(i);
      }
      bare.append(c);
    }
    return Optional.of(bare.toString());
  }
}
