package org.karamail.plugin.contentfilter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A pattern in which a star stands for any text, in any case. Matching takes no longer than pattern times text, whatever
 * strangers write; regular expressions do not promise that.
 *
 * @param pattern lower case
 */
record Glob(String pattern) {

  Glob {
    pattern = pattern.toLowerCase(Locale.ROOT);
  }

  /** Patterns separated by bars, {@code *.exe|*.scr}. */
  static List<Glob> all(String patterns) {
    return Arrays.stream(patterns.split("\\|", -1)).map(String::strip).map(Glob::new).toList();
  }

  boolean matches(String text) {
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
    return pattern.substring(at).chars().allMatch(c -> c == '*');
  }
}
