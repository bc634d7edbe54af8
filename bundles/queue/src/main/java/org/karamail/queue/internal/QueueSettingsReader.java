package org.karamail.queue.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.queue.QueueSettings;
import org.karamail.queue.RetrySchedule;
import org.karamail.settings.Settings;
import org.karamail.settings.Units;

/** Reads {@code karamail.queue}. */
final class QueueSettingsReader {

  static final String PID = "karamail.queue";

  private static final String STANDARD_PAUSES = "30s, 1m, 5m, 15m, 30m, 1h, 2h, 4h";
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(7);
  private static final int MOST_PAUSES = 50;
  private static final String ACCEPTED_PAUSES =
      "one of " + RetryPreset.names() + ", or 1 to 50 durations such as 30s, 5m or 2h, from 100ms to 7d each, separated"
          + " by commas";

  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%?");
  private static final int MOST_JITTER = 50;
  private static final Duration SHORTEST_AGE = Duration.ofMinutes(1);
  private static final Duration LONGEST_AGE = Duration.ofDays(90);
  private static final long MEGABYTE = 1024 * 1024;

  private QueueSettingsReader() {}

  static QueueSettings read(Settings settings) {
    RetrySchedule retry =
        new RetrySchedule(
            settings.value("retry", pauses(STANDARD_PAUSES).orElseThrow(), ACCEPTED_PAUSES, QueueSettingsReader::schedule),
            settings.value("retryJitter", 0.2, "a percentage from 0% to 50%", QueueSettingsReader::jitter),
            settings.duration("maxAge", Duration.ofDays(5), SHORTEST_AGE, LONGEST_AGE),
            settings.duration("maxAgeOfReports", Duration.ofDays(1), SHORTEST_AGE, LONGEST_AGE));
    return new QueueSettings(
        retry,
        settings.size("diskReserve", 256 * MEGABYTE, 0, 1024 * 1024 * MEGABYTE),
        Math.toIntExact(settings.size("inlineBodyLimit", 128 * 1024, 0, MEGABYTE)),
        settings.duration("keepHistory", Duration.ofDays(7), Duration.ZERO, Duration.ofDays(3_650)),
        settings.duration("keepFailed", Duration.ofDays(1), Duration.ZERO, Duration.ofDays(365)));
  }

  private static Optional<List<Duration>> schedule(String text) {
    return pauses(RetryPreset.named(text).map(RetryPreset::pauses).orElse(text));
  }

  private static Optional<List<Duration>> pauses(String list) {
    List<Duration> pauses = new ArrayList<>();
    for (String item : list.split(",", -1)) {
      Optional<Duration> pause = Units.duration(item).filter(QueueSettingsReader::isAcceptable);
      if (pause.isEmpty()) {
        return Optional.empty();
      }
      pauses.add(pause.get());
    }
    return pauses.size() <= MOST_PAUSES ? Optional.of(pauses) : Optional.empty();
  }

  private static boolean isAcceptable(Duration pause) {
    return pause.compareTo(SHORTEST_PAUSE) >= 0 && pause.compareTo(LONGEST_PAUSE) <= 0;
  }

  private static Optional<Double> jitter(String text) {
    Matcher form = PERCENT.matcher(text);
    return Optional.of(form)
        .filter(Matcher::matches)
        .map(found -> Integer.parseInt(found.group(1)))
        .filter(percent -> percent <= MOST_JITTER)
        .map(percent -> percent / 100.0);
  }
}
