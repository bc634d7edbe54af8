package org.karamail.queue.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karamail.model.NodeId;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

/** A schedule, and the words its tests ask it in. */
final class AskedSchedule {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Route NORTH = new Route("smtp", "north.example");
  static final Route SOUTH = new Route("smtp", "south.example");

  private final Schedule schedule = new Schedule();

  void put(Work work) {
    schedule.put(work);
  }

  boolean remove(Work work) {
    return schedule.remove(work);
  }

  Map<Route, Long> waiting() {
    return schedule.waiting();
  }

  Optional<Instant> nextDue() {
    return schedule.nextDue();
  }

  List<Work> claim(ClaimSpec spec) {
    return schedule.claim(spec);
  }

  void putAll(Work... works) {
    List.of(works).forEach(schedule::put);
  }

  /** As much as there is room everywhere. */
  List<Work> claim(Instant now, int max) {
    return schedule.claim(new ClaimSpec(now, max, 100, Set.of()));
  }

  /** As if these routes had no room. */
  List<Work> claimExcept(Instant now, Set<Route> full) {
    return schedule.claim(new ClaimSpec(now, 100, 100, full));
  }

  static List<Long> numbers(List<Work> works) {
    return works.stream().map(work -> work.id().ticks()).toList();
  }

  static Work work(long number, Route route, Priority priority, Instant due) {
    return new Work(id(number), route, Lease.Purpose.DELIVER, priority, due);
  }

  static QueueId id(long number) {
    return new QueueId(number, NodeId.SINGLE);
  }
}
