package org.karamail.guard.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.karamail.guard.Claim;
import org.karamail.guard.Decision;
import org.karamail.guard.Rate;

/**
 * The buckets of this node. Of each bucket the time is kept at which it will be full again; what lies between then and now,
 * measured in the time one permit takes to come, is what has been taken. So nothing has to be refilled, and a key whose times
 * have all passed is as good as one never heard of.
 *
 * <p><b>Threads.</b> Any; one lock, held for a few additions.
 */
final class LocalLimits {

  private final LongSupplier nanos;
  private final Map<String, long[]> fullAt = new LinkedHashMap<>(16, 0.75f, true);
  private int mostKeys;
  private long forgotten;

  LocalLimits(int mostKeys, LongSupplier nanos) {
    this.mostKeys = mostKeys;
    this.nanos = nanos;
  }

  /** Grants all claims or none. */
  synchronized Decision take(List<Claim> claims) {
    long now = nanos.getAsLong();
    Optional<Decision.Exceeded> exceeded = Optional.empty();
    long left = Long.MAX_VALUE;
    for (Claim claim : claims) {
      for (int i = 0; i < claim.rates().size(); i++) {
        Bucket bucket = new Bucket(claim.rates().get(i), taken(claim, i, now));
        long waiting = bucket.waiting(claim.permits());
        if (waiting > exceeded.map(worst -> worst.waiting().toNanos()).orElse(0L)) {
          exceeded = Optional.of(new Decision.Exceeded(claim, bucket.rate(), Duration.ofNanos(waiting)));
        }
        left = Math.min(left, bucket.left() - claim.permits());
      }
    }
    if (exceeded.isPresent()) {
      return exceeded.get();
    }
    claims.forEach(claim -> count(claim, now));
    return new Decision.Allowed(left);
  }

  /** Counts what was granted elsewhere, as far as there is room. */
  synchronized void charge(List<Claim> claims) {
    long now = nanos.getAsLong();
    claims.forEach(claim -> count(claim, now));
  }

  synchronized void keep(int keys) {
    mostKeys = keys;
    makeRoom(nanos.getAsLong());
  }

  synchronized int keys() {
    return fullAt.size();
  }

  synchronized long forgotten() {
    return forgotten;
  }

  private void count(Claim claim, long now) {
    if (claim.permits() == 0) {
      return;
    }
    long[] times = new long[claim.rates().size()];
    for (int i = 0; i < times.length; i++) {
      Bucket bucket = new Bucket(claim.rates().get(i), taken(claim, i, now));
      times[i] = now + bucket.after(claim.permits());
    }
    fullAt.put(claim.key(), times);
    makeRoom(now);
  }

  /** How much of a bucket is taken, as time. A rate that was made smaller holds no more than it holds now. */
  private long taken(Claim claim, int rate, long now) {
    long[] times = fullAt.get(claim.key());
    if (times == null || rate >= times.length) {
      return 0;
    }
    return Math.max(0, times[rate] - now);
  }

  /** The key used longest ago leaves first; it, and the one after it, leave early when they are full again. */
  private void makeRoom(long now) {
    List<String> leaving = new ArrayList<>();
    Iterator<Map.Entry<String, long[]>> eldest = fullAt.entrySet().iterator();
    int looked = 0;
    while (eldest.hasNext() && (fullAt.size() - leaving.size() > mostKeys || looked < 2)) {
      Map.Entry<String, long[]> entry = eldest.next();
      looked++;
      boolean isFull = isFull(entry.getValue(), now);
      if (isFull || fullAt.size() - leaving.size() > mostKeys) {
        leaving.add(entry.getKey());
        forgotten += isFull ? 0 : 1;
      }
    }
    leaving.forEach(fullAt::remove);
  }

  private static boolean isFull(long[] times, long now) {
    for (long time : times) {
      if (time - now > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * A bucket at one moment.
   *
   * @param taken what is taken of it, in nanoseconds until it is full again
   */
  private record Bucket(Rate rate, long taken) {

    Bucket {
      taken = Math.min(taken, each(rate) * rate.burst());
    }

    long waiting(long permits) {
      return Math.max(0, taken + permits * each(rate) - size());
    }

    long left() {
      return (size() - taken) / each(rate);
    }

    long after(long permits) {
      return Math.min(size(), taken + permits * each(rate));
    }

    private long size() {
      return each(rate) * rate.burst();
    }

    private static long each(Rate rate) {
      return rate.window().toNanos() / rate.permits();
    }
  }
}
