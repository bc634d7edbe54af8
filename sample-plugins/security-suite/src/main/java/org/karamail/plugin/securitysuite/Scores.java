package org.karamail.plugin.securitysuite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.karamail.settings.AddressRange;

/** What clients did, from -100 to 100, half of it forgotten in a set time. Safe on any thread. */
final class Scores {

  private static final double MOST = 100;

  private final Clock clock;
  private final Bounded<AddressRange, Score> scores = new Bounded<>();

  Scores(Clock clock) {
    this.clock = clock;
  }

  private record Score(double value, Instant at) {}

  synchronized double of(AddressRange client, Duration halfLife) {
    return scores.find(client).map(score -> left(score, halfLife)).orElse(0.0);
  }

  synchronized void add(AddressRange client, int points, SuiteSettings rules) {
    if (points != 0) {
      double sum = of(client, rules.scoreHalfLife()) + points;
      scores.put(client, new Score(Math.max(-MOST, Math.min(MOST, sum)), clock.instant()), rules.maxEntries());
    }
  }

  synchronized int size() {
    return scores.size();
  }

  private double left(Score score, Duration halfLife) {
    double passed = (double) Duration.between(score.at(), clock.instant()).toMillis();
    return score.value() * Math.pow(0.5, Math.max(0, passed / (double) halfLife.toMillis()));
  }
}
