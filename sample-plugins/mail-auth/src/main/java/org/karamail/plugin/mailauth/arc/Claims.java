package org.karamail.plugin.mailauth.arc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.message.HeaderField;

/** What an ARC-Authentication-Results claims (RFC 8617 section 4.1.1, RFC 8601 section 2.2). */
final class Claims {

  private static final Pattern DMARC = Pattern.compile("dmarc\\s*(?:/\\s*\\d+\\s*)?=\\s*(\\S+)(.*)");
  private static final Pattern AUTHOR = Pattern.compile("(?:^|\\s)header\\s*\\.\\s*from\\s*=\\s*(\\S+)");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)+");
  private static final int LONGEST = 10_000;

  private Claims() {}

  /** The domain of the author for whom DMARC had passed, in lower case; empty when it is not said once and clearly. */
  static Optional<String> author(HeaderField results) {
    if (results.value().length() > LONGEST) {
      return Optional.empty();
    }
    List<Matcher> said =
        Arrays.stream(bare(results.value()).toLowerCase(Locale.ROOT).split(";", -1))
            .map(part -> DMARC.matcher(part.strip()))
            .filter(Matcher::matches)
            .toList();
    if (said.size() != 1 || !said.get(0).group(1).equals("pass")) {
      return Optional.empty();
    }
    List<String> authors = AUTHOR.matcher(said.get(0).group(2)).results().map(found -> found.group(1)).toList();
    return authors.size() == 1 ? Optional.of(authors.get(0)).filter(name -> NAME.matcher(name).matches()) : Optional.empty();
  }

  /** Without comments, which may lie in each other, and without what stands in quotes. */
  private static String bare(String value) {
    StringBuilder bare = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && (quoted || depth > 0)) {
        i++;
      } else if (c == '"' && depth == 0) {
        quoted = !quoted;
        bare.append('"');
      } else if (c == '(' && !quoted) {
        depth++;
      } else if (c == ')' && !quoted && depth > 0) {
        depth--;
        bare.append(' ');
      } else if (depth == 0 && !quoted) {
        bare.append(c == '\r' || c == '\n' || c == '\t' ? ' ' : c);
      }
    }
    return quoted || depth > 0 ? "" : bare.toString();
  }
}
