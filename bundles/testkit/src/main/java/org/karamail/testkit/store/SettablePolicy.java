package org.karamail.testkit.store;

import java.time.Duration;
import java.util.List;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.QueueSettings;
import org.karamail.queue.RetrySchedule;

/** A queue policy that a test changes while the store runs. */
public final class SettablePolicy implements QueuePolicy {

  /** Bodies above this live in files. */
  public static final int INLINE_LIMIT = 128 * 1024;

  private volatile QueueSettings settings = withReserve(0);

  /** Settings with little that matters to a store, and this reserve of disk space. */
  public static QueueSettings withReserve(long octets) {
    RetrySchedule retry =
        new RetrySchedule(List.of(Duration.ofMinutes(1)), 0, Duration.ofDays(5), Duration.ofDays(1));
    return new QueueSettings(retry, octets, INLINE_LIMIT, Duration.ofDays(7), Duration.ofDays(1));
  }

  public void set(QueueSettings other) {
    settings = other;
  }

  @Override
  public QueueSettings settings() {
    return settings;
  }
}
