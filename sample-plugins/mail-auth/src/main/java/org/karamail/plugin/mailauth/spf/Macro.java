package org.karamail.plugin.mailauth.spf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A macro letter with its transformers (RFC 7208 section 7.3).
 *
 * @param letter lower case
 * @param escaped whether it was written in upper case: its value is escaped as in a URL
 * @param kept how many parts are kept, counted from the right
 * @param reversed whether the parts are turned around first
 * @param delimiters what parts them
 */
record Macro(char letter, boolean escaped, int kept, boolean reversed, String delimiters) implements MacroString.Part {

  private static final Pattern FORM = Pattern.compile("([A-Za-z])(\\d*)([rR]?)([.\\-+,/_=]*)");
  private static final String UNRESERVED = "-._~";
  private static final int MOST_DIGITS = 6;

  /** Reads what stands between the braces. */
  static Optional<Macro> parse(String text, String letters) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String letter = form.group(1);
    char lower = letter.toLowerCase(Locale.ROOT).charAt(0);
    Optional<Integer> kept = kept(form.group(2));
    if (letters.indexOf(lower) < 0 || kept.isEmpty()) {
      return Optional.empty();
    }
    String delimiters = form.group(4).isEmpty() ? "." : form.group(4);
    return Optional.of(new Macro(lower, letter.charAt(0) != lower, kept.get(), !form.group(3).isEmpty(), delimiters));
  }

  @Override
  public boolean needs(char wanted) {
    return letter == wanted;
  }

  @Override
  public String expand(Function<Character, String> values) {
    List<String> parts = parts(values.apply(letter));
    if (reversed) {
      Collections.reverse(parts);
    }
    String text = String.join(".", parts.subList(Math.max(0, parts.size() - kept), parts.size()));
    return escaped ? escape(text) : text;
  }

  /** No digits keep all; more than there can be parts does, too; none at all is an error. */
  private static Optional<Integer> kept(String digits) {
    if (digits.isEmpty()) {
      return Optional.of(Integer.MAX_VALUE);
    }
    String significant = digits.replaceFirst("^0+", "");
    if (significant.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(significant.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(significant));
  }

  private List<String> parts(String value) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      if (delimiters.indexOf(value.charAt(i)) >= 0) {
        parts.add(value.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(value.substring(start));
    return parts;
  }

  private static String escape(String text) {
    StringBuilder url = new StringBuilder();
    for (byte octet : text.getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      url.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return url.toString();
  }
}
