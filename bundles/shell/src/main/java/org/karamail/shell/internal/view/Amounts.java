package org.karamail.shell.internal.view;

import java.time.Duration;
import java.util.Locale;

/** Sizes, spans of time and counts as people read them. */
public final class Amounts {

  private static final long KB = 1024;
  private static final String[] SIZES = {"KB", "MB", "GB", "TB"};
  private static final int DAYS_FROM = 48;

  private Amounts() {}

  /** Three or four characters: {@code 45s}, {@code 12m}, {@code 47h}, {@code 5d}. */
  static String age(Duration span) {
    if (span.toSeconds() < 60) {
      return span.toSeconds() + "s";
    }
    if (span.toMinutes() < 60) {
      return span.toMinutes() + "m";
    }
    return span.toHours() < DAYS_FROM ? span.toHours() + "h" : span.toDays() + "d";
  }

  /** Two units: {@code 3d 4h}, {@code 4h 12m}, {@code 12m 5s}. */
  static String span(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + "d " + span.toHoursPart() + "h";
    }
    if (span.toHours() > 0) {
      return span.toHours() + "h " + span.toMinutesPart() + "m";
    }
    return span.toMinutes() > 0 ? span.toMinutes() + "m " + span.toSecondsPart() + "s" : span.toSeconds() + "s";
  }

  /** How long something took: {@code 12 ms}, {@code 3.2 s}, {@code 4m 12s}. */
  static String took(Duration span) {
    if (span.toMillis() < 1000) {
      return span.toMillis() + " ms";
    }
    return span.toSeconds() < 60 ? String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0) : span(span);
  }

  /** {@code 512B}, {@code 5.2KB}, {@code 50MB}. */
  public static String size(long octets) {
    if (octets < KB) {
      return octets + "B";
    }
    double value = octets;
    int unit = -1;
    while (value >= KB && unit + 1 < SIZES.length) {
      value /= KB;
      unit++;
    }
    boolean needsFraction = value < 10 && value != Math.rint(value);
    return String.format(Locale.ROOT, needsFraction ? "%.1f%s" : "%.0f%s", value, SIZES[unit]);
  }

  /** {@code 1 recipient}, {@code 3 recipients}. */
  public static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
