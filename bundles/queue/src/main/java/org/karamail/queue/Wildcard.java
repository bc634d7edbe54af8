package org.karamail.queue;

import java.util.Locale;
import java.util.Optional;

/**
 * Patterns with {@code *} for any run of characters, without regard to case. No pattern takes more steps than its own length
 * times that of the text.
 */
final class Wildcard {

  private Wildcard() {}

  /** Whether the text matches; no pattern matches everything. */
  static boolean matches(Optional<String> pattern, String text) {
    return pattern.map(p -> matches(p.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))).orElse(true);
  }

  private static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
