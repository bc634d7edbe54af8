package org.karamail.dns.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.karamail.dns.DnsStatistics;

/** What is counted about questions. Safe on any thread. */
final class Counters {

  private static final int BUCKETS = 24;
  private static final double MOST_OF_THEM = 0.99;

  final LongAdder hits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder shared = new LongAdder();
  final LongAdder errors = new LongAdder();
  private final LongAdder asked = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  /** How many took less than 2 to the power of the index, in milliseconds. */
  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);

  void took(long elapsedNanos) {
    asked.increment();
    nanos.add(elapsedNanos);
    longest.accumulate(elapsedNanos);
    long millis = elapsedNanos / 1_000_000;
    buckets.incrementAndGet(Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(millis)));
  }

  DnsStatistics statistics(int cacheSize, int cacheLimit, int underWay) {
    long count = asked.sum();
    return new DnsStatistics(
        hits.sum(),
        misses.sum(),
        cacheSize,
        cacheLimit,
        errors.sum(),
        shared.sum(),
        underWay,
        count == 0 ? Duration.ZERO : Duration.ofNanos(nanos.sum() / count),
        count == 0 ? Duration.ZERO : percentile(count),
        Duration.ofNanos(longest.get()));
  }

  private Duration percentile(long count) {
    long wanted = (long) Math.ceil(count * MOST_OF_THEM);
    long sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
      sum += buckets.get(i);
      if (sum >= wanted) {
        return Duration.ofNanos(Math.min(longest.get(), TimeUnit.MILLISECONDS.toNanos(1L << i)));
      }
    }
    return Duration.ofNanos(longest.get());
  }
}
