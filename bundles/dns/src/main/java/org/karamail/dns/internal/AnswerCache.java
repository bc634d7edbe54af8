package org.karamail.dns.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.karamail.dns.DnsAnswer;

/**
 * The answers that may still be used. What was used longest ago leaves first when there are too many of them, or when they
 * are too large together: a stranger's zone decides how large an answer is.
 *
 * <p>Time is monotonic: a clock that is set does not make answers live for ever. Safe on any thread; never waits.
 */
final class AnswerCache {

  private static final long LARGEST_OCTETS = 8L << 20;

  /** An answer as it was given, until when it may be used, and how large it was on the wire. */
  private record Entry(DnsAnswer<?> answer, long until, int octets) {}

  private final LongSupplier nanoTime;
  private final Map<Question<?>, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private int limit;
  private long octets;

  AnswerCache(int limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** The answer, with the time that is left for it. */
  synchronized <T> Optional<DnsAnswer<T>> find(Question<T> question) {
    Entry entry = entries.get(question);
    if (entry == null) {
      return Optional.empty();
    }
    long left = entry.until() - nanoTime.getAsLong();
    if (left <= 0) {
      remove(question);
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // equal questions have the same type of record
    DnsAnswer<T> answer = (DnsAnswer<T>) entry.answer();
    return Optional.of(Ttl.set(answer, Duration.ofNanos(left)));
  }

  /** Keeps an answer as long as it says. */
  synchronized <T> void keep(Question<T> question, DnsAnswer<T> answer, int size) {
    remove(question);
    if (!answer.ttl().isZero() && limit > 0) {
      entries.put(question, new Entry(answer, nanoTime.getAsLong() + answer.ttl().toNanos(), size));
      octets += size;
      shrink();
    }
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized int limit() {
    return limit;
  }

  synchronized void resize(int newLimit) {
    limit = newLimit;
    shrink();
  }

  synchronized int forget(Predicate<Question<?>> which) {
    List<Question<?>> forgotten = entries.keySet().stream().filter(which).toList();
    forgotten.forEach(this::remove);
    return forgotten.size();
  }

  /** What is in it and may be used, the most recently used first. */
  synchronized Map<Question<?>, DnsAnswer<?>> contents() {
    long now = nanoTime.getAsLong();
    List<Map.Entry<Question<?>, Entry>> newestFirst = new ArrayList<>(entries.entrySet());
    Collections.reverse(newestFirst);
    Map<Question<?>, DnsAnswer<?>> contents = new LinkedHashMap<>();
    for (Map.Entry<Question<?>, Entry> kept : newestFirst) {
      Duration left = Duration.ofNanos(kept.getValue().until() - now);
      if (!left.isNegative() && !left.isZero()) {
        contents.put(kept.getKey(), Ttl.set(kept.getValue().answer(), left));
      }
    }
    return contents;
  }

  private void remove(Question<?> question) {
    Optional.ofNullable(entries.remove(question)).ifPresent(gone -> octets -= gone.octets());
  }

  private void shrink() {
    Iterator<Entry> eldest = entries.values().iterator();
    while ((entries.size() > limit || octets > LARGEST_OCTETS) && eldest.hasNext()) {
      octets -= eldest.next().octets();
      eldest.remove();
    }
  }
}
