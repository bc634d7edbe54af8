package org.karamail.model;

import java.util.Locale;
import java.util.Optional;

/**
 * How urgent a message is: 0 (first) to 499 (last), in bands of 100.
 *
 * @param value 0 to 499
 */
public record Priority(int value) implements Comparable<Priority> {

  public static final Priority CRITICAL = new Priority(0);
  public static final Priority HIGH = new Priority(100);
  public static final Priority NORMAL = new Priority(200);
  public static final Priority LOW = new Priority(300);
  public static final Priority BULK = new Priority(400);

  private static final int LAST = 499;
  private static final int BAND_WIDTH = 100;
  private static final int LARGEST_BAND_NUMBER = 4;

  /** The five bands, first the most urgent. */
  public enum Band {
    CRITICAL,
    HIGH,
    NORMAL,
    LOW,
    BULK
  }

  public Priority {
    if (value < 0 || value > LAST) {
      throw new IllegalArgumentException("priority must be 0 to 499, not " + value);
    }
  }

  /**
   * Reads a priority as users write it: a band's name, {@code immediate} (critical), {@code medium} (normal), a band's
   * number 0 to 4, or a value 100 to 499. Anything else, 5 to 99 among it, gives empty: it would be a guess.
   */
  public static Optional<Priority> parse(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "critical", "immediate" -> Optional.of(CRITICAL);
      case "high" -> Optional.of(HIGH);
      case "normal", "medium" -> Optional.of(NORMAL);
      case "low" -> Optional.of(LOW);
      case "bulk" -> Optional.of(BULK);
      default -> parseNumber(text.trim());
    };
  }

  private static Optional<Priority> parseNumber(String text) {
    if (!text.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    if (number <= LARGEST_BAND_NUMBER) {
      return Optional.of(new Priority(number * BAND_WIDTH));
    }
    return number >= BAND_WIDTH && number <= LAST ? Optional.of(new Priority(number)) : Optional.empty();
  }

  public Band band() {
    return Band.values()[value / BAND_WIDTH];
  }

  @Override
  public int compareTo(Priority other) {
    return Integer.compare(value, other.value);
  }

  /** The band's name, with the value behind it where it is not the band's first: {@code normal}, {@code normal+50}. */
  @Override
  public String toString() {
    String name = band().name().toLowerCase(Locale.ROOT);
    return value % BAND_WIDTH == 0 ? name : name + "+" + value % BAND_WIDTH;
  }
}
