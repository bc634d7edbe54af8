package org.karamail.smtp.internal.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The argument of MAIL and RCPT: a path in angle brackets, then parameters (RFC 5321 section 4.1.2).
 *
 * @param path what stood between the brackets, without a source route
 * @param parameters what stood behind them
 */
record PathArgument(String path, String parameters) {

  /** {@code @one.example,@two.example:} before an address; to be accepted and ignored (RFC 5321 appendix C). */
  private static final Pattern SOURCE_ROUTE = Pattern.compile("@[^@,:\"<>\\s]+(,@[^@,:\"<>\\s]+)*:");

  /**
   * Reads {@code FROM:<path> parameters}; white space behind the colon, which is common, is passed over.
   *
   * @param keyword {@code FROM:} or {@code TO:}
   * @return empty when keyword or brackets are missing
   */
  static Optional<PathArgument> parse(String argument, String keyword) {
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      return Optional.empty();
    }
    String rest = argument.substring(keyword.length()).stripLeading();
    int end = closingBracket(rest);
    if (end < 0) {
      return Optional.empty();
    }
    String behind = rest.substring(end + 1);
    return behind.isEmpty() || behind.startsWith(" ")
        ? Optional.of(new PathArgument(withoutRoute(rest.substring(1, end)), behind.trim()))
        : Optional.empty();
  }

  /** Whether only SMTPUTF8 (RFC 6531), which is not offered, would allow this path. */
  boolean isInternational() {
    return path.chars().anyMatch(c -> c >= 0x80);
  }

  /** Whether it is {@code <postmaster>}, the one address without a domain (RFC 5321 section 4.1.1.3). */
  boolean isPostmaster() {
    return "postmaster".equals(path.toLowerCase(Locale.ROOT));
  }

  private static int closingBracket(String text) {
    if (!text.startsWith("<")) {
      return -1;
    }
    boolean quoted = false;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static String withoutRoute(String path) {
    var route = SOURCE_ROUTE.matcher(path);
    return route.lookingAt() ? path.substring(route.end()) : path;
  }
}
