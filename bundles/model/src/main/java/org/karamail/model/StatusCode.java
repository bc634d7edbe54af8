package org.karamail.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced status code, {@code class.subject.detail} (RFC 3463; registry: RFC 5248).
 *
 * @param severity 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record StatusCode(int severity, int subject, int detail) {

  private static final Pattern FORM = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final int HIGHEST = 999;

  public StatusCode {
    if (severity != 2 && severity != 4 && severity != 5) {
      throw new IllegalArgumentException("status class must be 2, 4 or 5, not " + severity);
    }
    if (subject < 0 || subject > HIGHEST || detail < 0 || detail > HIGHEST) {
      throw new IllegalArgumentException("status subject and detail must be 0 to 999: " + subject + "." + detail);
    }
  }

  /** Reads {@code "5.1.1"}; empty when the text is anything else. */
  public static Optional<StatusCode> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(of(form)) : Optional.empty();
  }

  private static StatusCode of(Matcher form) {
    return new StatusCode(
        Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
  }

  @Override
  public String toString() {
    return severity + "." + subject + "." + detail;
  }
}
