package org.karamail.dkim;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a header or a body may be changed on its way without breaking its signature (RFC 6376 section 3.4). */
public enum Canonicalization {
  /** Not at all. */
  SIMPLE,
  /** White space may be changed, and the case of field names. */
  RELAXED;

  /** As {@code c=} writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that {@code c=} calls so; in lower case, as tag values are case-sensitive. */
  public static Optional<Canonicalization> named(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }

  /**
   * The canonical form of a header field, with its CRLF (RFC 6376 sections 3.4.1 and 3.4.2).
   *
   * @param raw name, colon, value and CRLF
   */
  public String field(String raw) {
    return this == SIMPLE ? raw : relaxed(raw);
  }

  private static String relaxed(String raw) {
    int colon = raw.indexOf(':');
    StringBuilder text = new StringBuilder(raw.length());
    text.append(raw.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT)).append(':');
    int start = text.length();
    boolean blank = false;
    for (int i = colon + 1; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (isLineEnd(raw, i)) {
        i++;
      } else if (c == ' ' || c == '\t') {
        blank = true;
      } else {
        if (blank && text.length() > start) {
          text.append(' ');
        }
        blank = false;
        text.append(c);
      }
    }
    return text.append("\r\n").toString();
  }

  private static boolean isLineEnd(String raw, int at) {
    return raw.charAt(at) == '\r' && at + 1 < raw.length() && raw.charAt(at + 1) == '\n';
  }
}
