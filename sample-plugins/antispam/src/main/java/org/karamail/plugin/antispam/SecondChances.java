package org.karamail.plugin.antispam;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;

/**
 * Who was put off already, and when: a client's address, a sender and recipients. In memory only, because what is forgotten is
 * put off once more and nothing worse. Safe on any thread.
 */
final class SecondChances {

  private static final int MOST = 50_000;
  private static final Duration KEPT = Duration.ofDays(1);

  private final Clock clock;
  private final Map<Integer, Instant> firstSeen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Instant> eldest) {
          return size() > MOST;
        }
      };

  SecondChances(Clock clock) {
    this.clock = clock;
  }

  /** Whether the message was put off this long ago, or longer. The first time, the time begins. */
  synchronized boolean has(IncomingMessage mail, Duration delay) {
    Instant now = clock.instant();
    int key = Objects.hash(mail.session().map(Session::remoteAddress), mail.envelope().sender(), mail.recipients());
    Instant first = firstSeen.get(key);
    if (first == null || first.plus(KEPT).isBefore(now)) {
      firstSeen.remove(key);
      firstSeen.put(key, now);
      return delay.isZero();
    }
    return !first.plus(delay).isAfter(now);
  }
}
