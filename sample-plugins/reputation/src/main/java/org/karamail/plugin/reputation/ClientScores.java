package org.karamail.plugin.reputation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.karamail.settings.AddressRange;

/**
 * What clients have done here, as a number from -100 to 100 of which half is forgotten in a set time. Bounded: who did
 * something longest ago is forgotten first.
 *
 * <p><b>Threads.</b> Any; one lock.
 */
final class ClientScores {

  private static final double MOST = 100;

  private final Clock clock;
  private final Map<AddressRange, Mark> marks = new LinkedHashMap<>(16, 0.75f, true);

  ClientScores(Clock clock) {
    this.clock = clock;
  }

  private record Mark(double score, Instant at) {
    double after(Instant now, Duration halfLife) {
      double lives = Math.max(0, (double) Duration.between(at, now).toMillis() / (double) halfLife.toMillis());
      return score * Math.pow(0.5, lives);
    }
  }

  synchronized double of(AddressRange client, Duration halfLife) {
    Mark mark = marks.get(client);
    return mark == null ? 0 : mark.after(clock.instant(), halfLife);
  }

  synchronized void add(AddressRange client, double points, ReputationSettings rules) {
    if (points == 0) {
      return;
    }
    double score = Math.max(-MOST, Math.min(MOST, of(client, rules.halfLife()) + points));
    marks.put(client, new Mark(score, clock.instant()));
    Iterator<AddressRange> eldest = marks.keySet().iterator();
    while (marks.size() > rules.maxClients() && eldest.hasNext()) {
      eldest.next();
      eldest.remove();
    }
  }

  synchronized int size() {
    return marks.size();
  }
}
