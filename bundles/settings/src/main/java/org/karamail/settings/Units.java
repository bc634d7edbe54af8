package org.karamail.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as operators write them, in files and in the shell alike. */
public final class Units {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmg]?b?)", Pattern.CASE_INSENSITIVE);
  private static final long KB = 1024;

  private Units() {}

  static Optional<Long> wholeNumber(String text) {
    return text.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** Reads {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 5d}; empty when it is anything else. */
  public static Optional<Duration> duration(String text) {
    Matcher form = DURATION.matcher(text.trim());
    if (!form.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(form.group(1));
    return Optional.of(
        switch (form.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  /** Reads {@code 512}, {@code 64KB}, {@code 25MB} or {@code 2GB}; empty when it is anything else, or beyond counting. */
  public static Optional<Long> size(String text) {
    Matcher form = SIZE.matcher(text.trim());
    if (!form.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(form.group(1));
    String unit = form.group(2).toLowerCase(Locale.ROOT);
    long factor = unit.startsWith("k") ? KB : unit.startsWith("m") ? KB * KB : unit.startsWith("g") ? KB * KB * KB : 1;
    return count > Long.MAX_VALUE / factor ? Optional.empty() : Optional.of(count * factor);
  }

  static String text(Duration duration) {
    if (!duration.isZero() && duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    if (seconds > 0 && seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds > 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  static String text(long size) {
    if (size > 0 && size % (KB * KB * KB) == 0) {
      return size / (KB * KB * KB) + "GB";
    }
    if (size > 0 && size % (KB * KB) == 0) {
      return size / (KB * KB) + "MB";
    }
    return size > 0 && size % KB == 0 ? size / KB + "KB" : Long.toString(size);
  }
}
