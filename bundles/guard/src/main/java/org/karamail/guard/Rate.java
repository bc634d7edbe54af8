package org.karamail.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a thing may happen: {@code permits} times in any window, wherever it begins; and, where {@code burst} is smaller,
 * at once no more than that: a bucket of {@code burst} permits that gets {@code permits} new ones in each window, evenly.
 *
 * @param permits 1 to 1,000,000,000, and at most one a microsecond
 * @param window 1 s to 31 days
 * @param burst how many may happen at once after a quiet time: 1 to the permits
 */
public record Rate(long permits, Duration window, long burst) {

  /** What {@link #parse} reads, in words for whoever wrote something else. */
  public static final String ACCEPTED =
      "a count and a window such as 20/1m or 500/1h, with a burst where fewer may come at once: 500/1h burst 50";

  private static final long MOST = 1_000_000_000;
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,10})\\s*/\\s*(\\d{1,7})(s|m|h|d)(?:\\s+burst\\s+(\\d{1,12}))?");

  public Rate {
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a window is 1s to 31d, not " + window);
    }
    if (permits < 1 || permits > MOST || permits > window.toNanos() / 1_000) {
      throw new IllegalArgumentException("permits are 1 to " + MOST + ", at most one a microsecond, not " + permits);
    }
    if (burst < 1 || burst > permits) {
      throw new IllegalArgumentException("a burst is 1 to the permits, " + permits + ", not " + burst);
    }
  }

  /** A rate whose burst is as large as its permits. */
  public static Rate of(long permits, Duration window) {
    return new Rate(permits, window, permits);
  }

  /** Reads {@code 20/1m} and {@code 500/1h burst 50}; empty when it is anything else. Units: s, m, h, d. */
  public static Optional<Rate> parse(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      return Optional.empty();
    }
    long permits = Long.parseLong(form.group(1));
    Optional<Long> burst = Optional.ofNullable(form.group(4)).map(Long::valueOf);
    try {
      return Optional.of(new Rate(permits, window(form), burst.orElse(permits)));
    } catch (IllegalArgumentException outOfBounds) {
      return Optional.empty();
    }
  }

  private static Duration window(Matcher form) {
    long count = Long.parseLong(form.group(2));
    return switch (form.group(3)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return permits + "/" + text(window.toSeconds()) + (burst == permits ? "" : " burst " + burst);
  }

  private static String text(long seconds) {
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
