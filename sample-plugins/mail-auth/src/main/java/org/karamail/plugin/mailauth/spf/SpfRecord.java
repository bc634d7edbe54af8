package org.karamail.plugin.mailauth.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a domain publishes (RFC 7208 section 4.6).
 *
 * @param directives in order
 * @param redirect whose policy holds when none of them matches
 * @param explanation where the text for those stands who fail
 */
record SpfRecord(List<Term.Directive> directives, Optional<MacroString> redirect, Optional<MacroString> explanation) {

  private static final String VERSION = "v=spf1";
  private static final int LONGEST_QUOTE = 60;

  /** Either a record, or why it is none. */
  record Reading(Optional<SpfRecord> record, String problem) {}

  SpfRecord {
    directives = List.copyOf(directives);
  }

  /** Whether a text is meant to be such a record (section 4.5). */
  static boolean isMeantBy(String text) {
    String version = text.substring(0, Math.min(text.length(), VERSION.length()));
    return version.toLowerCase(Locale.ROOT).equals(VERSION)
        && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
  }

  /** Reads a record in full: an error anywhere makes all of it useless. */
  static Reading read(String text) {
    List<Term.Directive> directives = new ArrayList<>();
    List<MacroString> redirects = new ArrayList<>();
    List<MacroString> explanations = new ArrayList<>();
    for (String word : text.substring(VERSION.length()).split(" ", -1)) {
      Optional<Term> term = word.isEmpty() ? Optional.of(new Term.Unknown()) : TermReader.read(word);
      if (term.isEmpty()) {
        return new Reading(Optional.empty(), "its term '" + quoted(word) + "' is malformed");
      } else if (term.get() instanceof Term.Directive directive) {
        directives.add(directive);
      } else if (term.get() instanceof Term.Redirect redirect) {
        redirects.add(redirect.target());
      } else if (term.get() instanceof Term.Explanation explanation) {
        explanations.add(explanation.target());
      }
    }
    if (redirects.size() > 1 || explanations.size() > 1) {
      return new Reading(Optional.empty(), "a modifier stands in it twice");
    }
    return new Reading(
        Optional.of(new SpfRecord(directives, redirects.stream().findFirst(), explanations.stream().findFirst())), "");
  }

  /** Foreign text for a log or a comment: short, and nothing but visible ASCII. */
  static String quoted(String text) {
    return printable(text.substring(0, Math.min(text.length(), LONGEST_QUOTE)));
  }

  static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
