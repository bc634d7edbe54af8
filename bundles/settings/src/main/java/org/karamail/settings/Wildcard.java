package org.karamail.settings;

import java.util.Locale;

/**
 * A pattern as operators write them: {@code *} stands for any run of characters, everything else for itself, in any case.
 * Matching takes no more steps than the pattern's length times that of the text, whoever wrote either; regular expressions
 * do not promise that. Immutable.
 *
 * @param pattern kept in lower case
 */
public record Wildcard(String pattern) {

  public Wildcard {
    pattern = pattern.toLowerCase(Locale.ROOT);
  }

  /** Whether the whole text is of this form. */
  public boolean matches(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < lower.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < pattern.length() && pattern.charAt(at) == lower.charAt(in)) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(rest -> rest == '*');
  }
}
