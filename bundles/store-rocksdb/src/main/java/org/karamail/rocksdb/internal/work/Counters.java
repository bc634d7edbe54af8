package org.karamail.rocksdb.internal.work;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karamail.model.RecipientState;
import org.karamail.model.Route;
import org.karamail.queue.QueueStatistics;
import org.karamail.rocksdb.internal.record.RecipientRecord;

/** The queue in numbers, kept up to date change by change. Guarded by its owner. */
final class Counters {

  private final Map<RecipientState, Long> states = new EnumMap<>(RecipientState.class);
  private final Map<RecipientState, DueTimes> putOff =
      new EnumMap<>(Map.of(RecipientState.SCHEDULED, new DueTimes(), RecipientState.DEFERRED, new DueTimes()));
  private final Map<Route, Long> waiting = new HashMap<>();
  private long messages;
  private long accepted;
  private long attempts;
  private long delivered;
  private long failed;
  private long retries;

  /** Forgets the gauges, as before everything is counted anew; what was counted since the start stays. */
  void clearGauges() {
    states.clear();
    putOff.values().forEach(DueTimes::clear);
    waiting.clear();
    messages = 0;
  }

  void messages(int more) {
    messages += more;
  }

  void accepted() {
    accepted++;
  }

  void count(RecipientRecord recipient, boolean active, int more) {
    RecipientState state = active ? RecipientState.ACTIVE : recipient.state();
    states.merge(state, (long) more, Long::sum);
    if (putOff.containsKey(state)) {
      putOff.get(state).count(recipient.due(), more);
    }
    if (state == RecipientState.QUEUED
        || state == RecipientState.SCHEDULED
        || state == RecipientState.DEFERRED) {
      waiting.compute(recipient.route(), (route, old) -> added(old == null ? 0 : old, more));
    }
  }

  /** Counts what became of a recipient. */
  void changed(RecipientRecord before, RecipientRecord after) {
    int tried = after.attempts() - before.attempts();
    attempts += tried;
    retries += tried > 0 && before.attempts() > 0 ? tried : 0;
    if (before.state() != after.state()) {
      delivered += after.state() == RecipientState.DELIVERED ? 1 : 0;
      failed += after.state() == RecipientState.FAILED || after.state() == RecipientState.EXPIRED ? 1 : 0;
    }
  }

  QueueStatistics statistics(Instant now) {
    Map<RecipientState, Long> shown = new EnumMap<>(RecipientState.class);
    shown.putAll(states);
    putOff.forEach((state, times) -> {
      long due = times.dueAt(now);
      shown.merge(state, -due, Long::sum);
      shown.merge(RecipientState.QUEUED, due, Long::sum);
    });
    List<QueueStatistics.RouteLine> lines =
        waiting.entrySet().stream()
            .map(entry -> new QueueStatistics.RouteLine(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(QueueStatistics.RouteLine::waiting).reversed())
            .toList();
    return new QueueStatistics(messages, shown, lines, accepted, attempts, delivered, failed, retries);
  }

  @SuppressWarnings("NullAway") // null is how Map.compute is told to remove
  private static Long added(long old, int more) {
    return old + more == 0 ? null : Long.valueOf(old + more);
  }
}
