package org.karamail.smtp.internal.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of MAIL and RCPT: {@code KEYWORD} or {@code KEYWORD=value} (RFC 5321 section 4.1.2). */
final class Parameters {

  private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x3c\\x3e-\\x7e]+");

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /** Reads them, keywords in upper case; empty when one is malformed or comes twice. */
  static Optional<Parameters> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String parameter : text.isEmpty() ? new String[0] : text.split(" +")) {
      int equals = parameter.indexOf('=');
      String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      boolean wellFormed = KEYWORD.matcher(keyword).matches() && (equals < 0 || VALUE.matcher(value).matches());
      if (!wellFormed || values.putIfAbsent(keyword.toUpperCase(Locale.ROOT), value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Parameters(values));
  }

  /** Whether there is one that is not among these. */
  boolean hasOthersThan(Set<String> known) {
    return !known.containsAll(values.keySet());
  }

  /** All of them by their keywords, empty text for those without a value. */
  Map<String, String> all() {
    return values;
  }

  /** The value of a parameter, empty text for one without a value. */
  Optional<String> value(String keyword) {
    return Optional.ofNullable(values.get(keyword));
  }
}
