package org.karamail.plugin.antispam;

import java.util.List;
import java.util.stream.Stream;
import org.karamail.hook.Finding;

/**
 * What a scanner thinks of a message.
 *
 * @param points higher is worse; finite
 * @param required from which score on the scanner itself calls it spam
 * @param symbols the rules that matched
 * @param advice what the scanner would do
 */
record Score(double points, double required, List<String> symbols, Advice advice) {

  private static final int MOST_SYMBOLS = 200;
  private static final int LONGEST_SYMBOL = 64;

  /** What a scanner would do. */
  enum Advice {
    NOTHING,
    MARK,
    LATER,
    REJECT
  }

  Score {
    if (!Double.isFinite(points) || !Double.isFinite(required)) {
      throw new IllegalArgumentException("a score is a finite number");
    }
    symbols = List.copyOf(symbols);
  }

  /** Names of rules as they may stand in a header: what is none is left out, and no more than a header bears. */
  static List<String> symbols(Stream<String> names) {
    return names
        .map(String::strip)
        .filter(name -> name.length() <= LONGEST_SYMBOL && name.matches("[A-Za-z0-9_.:-]+"))
        .limit(MOST_SYMBOLS)
        .toList();
  }

  Finding.Spam finding() {
    return new Finding.Spam(points, required, symbols);
  }
}
