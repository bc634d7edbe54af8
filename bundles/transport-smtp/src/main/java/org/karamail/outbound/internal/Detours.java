package org.karamail.outbound.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The sites that could not be reached while the fall-back relay took their mail. For a minute what follows goes there at once:
 * to find out for each message that a host does not answer would cost it the connect time-out. Safe on any thread.
 */
final class Detours {

  /** As long as a breaker stays open by default. */
  static final Duration LASTS = Duration.ofMinutes(1);

  private static final int MOST = 1_000;

  private final LongSupplier nanos;
  private final Map<String, Long> until =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  Detours(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized boolean isOn(String site) {
    return Optional.ofNullable(until.get(site)).filter(end -> end - nanos.getAsLong() > 0).isPresent();
  }

  synchronized void begin(String site) {
    until.put(site, nanos.getAsLong() + LASTS.toNanos());
  }

  synchronized void end(String site) {
    until.remove(site);
  }
}
