package org.karamail.plugin.antispam;

import java.util.Optional;
import java.util.OptionalDouble;
import org.karamail.settings.Settings;

/**
 * From which score on what is done; empty is never.
 *
 * @param mark delivered with fields that say so
 * @param greylist put off once, for a while
 * @param quarantine held for an operator
 * @param reject refused
 */
record Thresholds(OptionalDouble mark, OptionalDouble greylist, OptionalDouble quarantine, OptionalDouble reject) {

  private static final String ACCEPTED = "a score such as 6 or 4.5, from -1000 to 1000, or off";
  private static final double MOST = 1000;
  private static final OptionalDouble OFF = OptionalDouble.empty();

  static Thresholds read(Settings settings) {
    return new Thresholds(
        score(settings, "markAt", OptionalDouble.of(6)),
        score(settings, "greylistAt", OFF),
        score(settings, "quarantineAt", OFF),
        score(settings, "rejectAt", OptionalDouble.of(15)));
  }

  boolean marks(double points) {
    return reached(mark, points);
  }

  boolean greylists(double points) {
    return reached(greylist, points);
  }

  boolean quarantines(double points) {
    return reached(quarantine, points);
  }

  boolean rejects(double points) {
    return reached(reject, points);
  }

  private static boolean reached(OptionalDouble threshold, double points) {
    return threshold.isPresent() && points >= threshold.getAsDouble();
  }

  private static OptionalDouble score(Settings settings, String key, OptionalDouble fallback) {
    return settings.value(key, fallback, ACCEPTED, Thresholds::parse);
  }

  private static Optional<OptionalDouble> parse(String text) {
    if (text.equalsIgnoreCase("off")) {
      return Optional.of(OFF);
    }
    return text.matches("-?\\d{1,4}(\\.\\d{1,4})?") && Math.abs(Double.parseDouble(text)) <= MOST
        ? Optional.of(OptionalDouble.of(Double.parseDouble(text)))
        : Optional.empty();
  }
}
