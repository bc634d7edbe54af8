package org.karamail.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as header fields write them (RFC 5322 section 3.3): {@code Sun, 1 Mar 2026 12:00:00 +0000}. */
public final class MailDate {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private MailDate() {}

  /** The date in English, whatever the locale: {@code Sun, 1 Mar 2026 12:00:00 +0000}. */
  public static String text(Instant at, ZoneId zone) {
    return FORM.format(at.atZone(zone));
  }
}
