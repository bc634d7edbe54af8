package org.karamail.queue.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.queue.schedule.AskedSchedule.NOON;
import static org.karamail.queue.schedule.AskedSchedule.NORTH;
import static org.karamail.queue.schedule.AskedSchedule.SOUTH;
import static org.karamail.queue.schedule.AskedSchedule.id;
import static org.karamail.queue.schedule.AskedSchedule.numbers;
import static org.karamail.queue.schedule.AskedSchedule.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.karamail.model.Priority;
import org.karamail.model.Route;
import org.karamail.queue.Lease;

/** What goes first: the bands of priority, and what keeps a low one from starving. */
class BandsTest {

  private final AskedSchedule schedule = new AskedSchedule();

  @Test
  void withinABandThePriorityValueDecidesAndThenTheOlderMessage() {
    schedule.putAll(
        work(1, NORTH, new Priority(250), NOON),
        work(3, NORTH, new Priority(200), NOON),
        work(2, NORTH, new Priority(200), NOON.minusSeconds(9)),
        work(4, NORTH, new Priority(201), NOON));

    assertThat(numbers(schedule.claim(NOON, 10))).containsExactly(2L, 3L, 4L, 1L);
  }

  @Test
  void aFewUrgentMessagesGoBeforeAnyBulkBacklog() {
    for (int i = 0; i < 100; i++) {
      schedule.put(work(i, NORTH, Priority.BULK, NOON));
    }
    schedule.claim(NOON, 40);
    for (int i = 0; i < 16; i++) {
      schedule.put(work(1000 + i, NORTH, Priority.CRITICAL, NOON));
    }

    assertThat(numbers(schedule.claim(NOON, 16))).allMatch(number -> number >= 1000);
  }

  @Test
  void backloggedBandsShareSixteenEightFourTwoOne() {
    for (int i = 0; i < 2_000; i++) {
      schedule.put(work(i, NORTH, new Priority(i % 5 * 100), NOON));
    }

    int[] served = new int[5];
    schedule.claim(NOON, 310).forEach(work -> served[work.priority().value() / 100]++);

    assertThat(served).containsExactly(160, 80, 40, 20, 10);
  }

  @Test
  void aBandThatWasEmptySavesNothingUp() {
    for (int i = 0; i < 200; i++) {
      schedule.put(work(i, NORTH, Priority.NORMAL, NOON));
    }
    schedule.claim(NOON, 100);
    for (int i = 0; i < 100; i++) {
      schedule.put(work(1000 + i, NORTH, Priority.BULK, NOON));
    }

    List<Long> next = numbers(schedule.claim(NOON, 50));

    assertThat(next).filteredOn(number -> number >= 1000).hasSize(10);
  }

  @Test
  void bulkThatWaitedHalfAnHourForASlotGetsTheShareOfNormalButNotMore() {
    Instant start = NOON.minus(Lane.AGED);
    schedule.claim(start, 1);
    for (int i = 0; i < 200; i++) {
      schedule.put(work(i, NORTH, Priority.BULK, start));
      schedule.put(work(1000 + i, NORTH, Priority.NORMAL, NOON));
    }

    List<Long> next = numbers(schedule.claim(NOON, 100));

    assertThat(next).filteredOn(number -> number < 1000).hasSize(50);
    assertThat(next.get(0)).isGreaterThanOrEqualTo(1000L);
  }

  @Test
  void timeSwitchedOffOrWaitingForADueTimeDoesNotAge() {
    for (int i = 0; i < 200; i++) {
      schedule.put(work(i, NORTH, Priority.BULK, NOON.minus(Duration.ofDays(2))));
      schedule.put(work(1000 + i, NORTH, Priority.NORMAL, NOON));
    }

    List<Long> next = numbers(schedule.claim(NOON, 100));

    assertThat(next).filteredOn(number -> number < 1000).hasSize(20);
  }

  @Test
  void anUrgentMessageDoesNotWaitForTheRoundOfAllOtherRoutes() {
    for (int i = 0; i < 1_000; i++) {
      schedule.put(work(i, new Route("smtp", i + ".example"), Priority.BULK, NOON));
    }
    schedule.claim(NOON, 10);
    schedule.put(work(9_000, NORTH, Priority.CRITICAL, NOON));

    assertThat(numbers(schedule.claim(NOON, 2))).contains(9_000L);
  }

  @Test
  void aFloodOfUrgentMailForOneRouteLeavesAFourthOfTheTurnsToTheRest() {
    for (int i = 0; i < 1_000; i++) {
      schedule.put(work(i, NORTH, Priority.CRITICAL, NOON));
      schedule.put(work(5_000 + i, new Route("smtp", i + ".example"), Priority.BULK, NOON));
    }

    assertThat(schedule.claim(NOON, 400)).filteredOn(work -> !work.route().equals(NORTH)).hasSizeBetween(95, 105);
  }

  @Test
  void reportsGoFirstAndNeedNoRoom() {
    Work report = new Work(id(9), NORTH, Lease.Purpose.REPORT, Priority.BULK, NOON);
    schedule.putAll(work(1, SOUTH, Priority.CRITICAL, NOON.minusSeconds(60)), report);

    assertThat(schedule.claimExcept(NOON.minusNanos(1), Set.of(NORTH, SOUTH))).isEmpty();
    assertThat(schedule.claimExcept(NOON, Set.of(NORTH))).first().isEqualTo(report);
  }
}
