package org.karamail.rocksdb.internal.work;

import java.time.Instant;
import java.util.TreeMap;

/**
 * How many recipients are put off until when, by the second: what is due by now counts as QUEUED without anything having
 * been written. Guarded by its owner.
 */
final class DueTimes {

  private final TreeMap<Long, Long> counts = new TreeMap<>();

  void count(Instant due, int more) {
    long second = due.getEpochSecond() + (due.getNano() > 0 ? 1 : 0);
    long count = counts.getOrDefault(second, 0L) + more;
    if (count == 0) {
      counts.remove(second);
    } else {
      counts.put(second, count);
    }
  }

  /** How many are due at that time. */
  long dueAt(Instant now) {
    return counts.headMap(now.getEpochSecond(), true).values().stream().mapToLong(Long::longValue).sum();
  }

  void clear() {
    counts.clear();
  }
}
