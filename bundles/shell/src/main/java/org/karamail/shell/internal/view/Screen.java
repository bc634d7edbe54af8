package org.karamail.shell.internal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What lines are made for.
 *
 * @param width columns of the terminal
 * @param zone the zone in which people are told the time
 * @param now what ages count from
 */
public record Screen(int width, ZoneId zone, Instant now) {

  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  /** Local time and age: {@code 2026-03-01 13:00:00 +01:00 (5m ago)}. */
  String moment(Instant time) {
    return DATE_AND_TIME.format(time.atZone(zone)) + " (" + distance(time) + ")";
  }

  /** Local time to the millisecond, without the date. */
  String timeOfDay(Instant time) {
    return TIME_OF_DAY.format(time.atZone(zone));
  }

  /** {@code 5m ago}, {@code in 2h}, {@code now}. */
  String distance(Instant time) {
    Duration ahead = Duration.between(now, time);
    if (Math.abs(ahead.toMillis()) < 1000) {
      return "now";
    }
    return ahead.isNegative() ? Amounts.age(ahead.negated()) + " ago" : "in " + Amounts.age(ahead);
  }

  /** How old something of that time is: {@code 5m}. */
  String age(Instant time) {
    return Amounts.age(since(time));
  }

  /** The time that has passed; none where somebody has set the clock back. */
  Duration since(Instant time) {
    Duration passed = Duration.between(time, now);
    return passed.isNegative() ? Duration.ZERO : passed;
  }
}
