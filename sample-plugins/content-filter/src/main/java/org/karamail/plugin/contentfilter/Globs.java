package org.karamail.plugin.contentfilter;

import java.util.Arrays;
import java.util.List;
import org.karamail.settings.Wildcard;

/** Patterns of which one must fit, separated by bars: {@code *.exe|*.scr}. */
record Globs(List<Wildcard> patterns) {

  Globs {
    patterns = List.copyOf(patterns);
  }

  static Globs parse(String patterns) {
    return new Globs(Arrays.stream(patterns.split("\\|", -1)).map(String::strip).map(Wildcard::new).toList());
  }

  boolean fit(String text) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(text));
  }
}
