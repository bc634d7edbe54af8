package org.karamail.queue.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.karamail.model.NodeId;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

class ScheduleTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Route NORTH = new Route("smtp", "north.example");
  private static final Route SOUTH = new Route("smtp", "south.example");

  private final Schedule schedule = new Schedule();

  @Test
  void workIsClaimedOnceItIsDueAndNotBefore() {
    Work later = work(1, NORTH, Priority.NORMAL, NOON.plusNanos(1));
    schedule.put(later);

    assertThat(claim(NOON, 10)).isEmpty();
    assertThat(claim(NOON.plusNanos(1), 10)).containsExactly(later);
    assertThat(claim(NOON.plusNanos(1), 10)).isEmpty();
  }

  @Test
  void withinABandThePriorityValueDecidesAndThenTheOlderMessage() {
    putAll(
        work(1, NORTH, new Priority(250), NOON),
        work(3, NORTH, new Priority(200), NOON),
        work(2, NORTH, new Priority(200), NOON.minusSeconds(9)),
        work(4, NORTH, new Priority(201), NOON));

    assertThat(numbers(claim(NOON, 10))).containsExactly(2L, 3L, 4L, 1L);
  }

  @Test
  void aFewUrgentMessagesGoBeforeAnyBulkBacklog() {
    for (int i = 0; i < 100; i++) {
      schedule.put(work(i, NORTH, Priority.BULK, NOON));
    }
    claim(NOON, 40);
    for (int i = 0; i < 16; i++) {
      schedule.put(work(1000 + i, NORTH, Priority.CRITICAL, NOON));
    }

    assertThat(numbers(claim(NOON, 16))).allMatch(number -> number >= 1000);
  }

  @Test
  void backloggedBandsShareSixteenEightFourTwoOne() {
    for (int i = 0; i < 2_000; i++) {
      schedule.put(work(i, NORTH, new Priority(i % 5 * 100), NOON));
    }

    int[] served = new int[5];
    claim(NOON, 310).forEach(work -> served[work.priority().value() / 100]++);

    assertThat(served).containsExactly(160, 80, 40, 20, 10);
  }

  @Test
  void aBandThatWasEmptySavesNothingUp() {
    for (int i = 0; i < 200; i++) {
      schedule.put(work(i, NORTH, Priority.NORMAL, NOON));
    }
    claim(NOON, 100);
    for (int i = 0; i < 100; i++) {
      schedule.put(work(1000 + i, NORTH, Priority.BULK, NOON));
    }

    List<Long> next = numbers(claim(NOON, 50));

    assertThat(next).filteredOn(number -> number >= 1000).hasSize(10);
  }

  @Test
  void bulkThatWaitedHalfAnHourForASlotGetsTheShareOfNormalButNotMore() {
    Instant start = NOON.minus(Lane.AGED);
    claim(start, 1);
    for (int i = 0; i < 200; i++) {
      schedule.put(work(i, NORTH, Priority.BULK, start));
      schedule.put(work(1000 + i, NORTH, Priority.NORMAL, NOON));
    }

    List<Long> next = numbers(claim(NOON, 100));

    assertThat(next).filteredOn(number -> number < 1000).hasSize(50);
    assertThat(next.get(0)).isGreaterThanOrEqualTo(1000L);
  }

  @Test
  void timeSwitchedOffOrWaitingForADueTimeDoesNotAge() {
    for (int i = 0; i < 200; i++) {
      schedule.put(work(i, NORTH, Priority.BULK, NOON.minus(Duration.ofDays(2))));
      schedule.put(work(1000 + i, NORTH, Priority.NORMAL, NOON));
    }

    List<Long> next = numbers(claim(NOON, 100));

    assertThat(next).filteredOn(number -> number < 1000).hasSize(20);
  }

  @Test
  void routesTakeTurnsWhateverTheLengthOfTheirLines() {
    for (int i = 0; i < 1_000; i++) {
      schedule.put(work(i, NORTH, Priority.NORMAL, NOON));
    }
    schedule.put(work(5_000, SOUTH, Priority.NORMAL, NOON));
    schedule.put(work(5_001, SOUTH, Priority.NORMAL, NOON));

    assertThat(claim(NOON, 4)).extracting(Work::route).containsExactlyInAnyOrder(NORTH, SOUTH, NORTH, SOUTH);
  }

  @Test
  void turnsGoOnWhereTheLastClaimEnded() {
    List<Route> routes = IntStream.range(0, 5).mapToObj(i -> new Route("smtp", i + ".example")).toList();
    for (int i = 0; i < 50; i++) {
      schedule.put(work(i, routes.get(i % 5), Priority.NORMAL, NOON));
    }

    List<Route> claimed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      claimed.addAll(claim(NOON, 1).stream().map(Work::route).toList());
    }

    assertThat(claimed.subList(0, 5)).containsExactlyInAnyOrderElementsOf(routes);
    assertThat(claimed.subList(5, 10)).containsExactlyElementsOf(claimed.subList(0, 5));
  }

  @Test
  void anUrgentMessageDoesNotWaitForTheRoundOfAllOtherRoutes() {
    for (int i = 0; i < 1_000; i++) {
      schedule.put(work(i, new Route("smtp", i + ".example"), Priority.BULK, NOON));
    }
    claim(NOON, 10);
    schedule.put(work(9_000, NORTH, Priority.CRITICAL, NOON));

    assertThat(numbers(claim(NOON, 2))).contains(9_000L);
  }

  @Test
  void aFloodOfUrgentMailForOneRouteLeavesAFourthOfTheTurnsToTheRest() {
    for (int i = 0; i < 1_000; i++) {
      schedule.put(work(i, NORTH, Priority.CRITICAL, NOON));
      schedule.put(work(5_000 + i, new Route("smtp", i + ".example"), Priority.BULK, NOON));
    }

    assertThat(claim(NOON, 400)).filteredOn(work -> !work.route().equals(NORTH)).hasSizeBetween(95, 105);
  }

  @Test
  void aFullRouteIsPassedOverAndKeepsItsWork() {
    putAll(work(1, NORTH, Priority.CRITICAL, NOON), work(2, SOUTH, Priority.BULK, NOON));

    assertThat(numbers(claimExcept(NOON, Set.of(NORTH)))).containsExactly(2L);
    assertThat(numbers(claimExcept(NOON, Set.of(NORTH)))).isEmpty();
    assertThat(numbers(claim(NOON, 10))).containsExactly(1L);
  }

  @Test
  void reportsGoFirstAndNeedNoRoom() {
    Work report = new Work(id(9), NORTH, Lease.Purpose.REPORT, Priority.BULK, NOON);
    putAll(work(1, SOUTH, Priority.CRITICAL, NOON.minusSeconds(60)), report);

    assertThat(claimExcept(NOON.minusNanos(1), Set.of(NORTH, SOUTH))).isEmpty();
    assertThat(claimExcept(NOON, Set.of(NORTH))).first().isEqualTo(report);
  }

  @Test
  void dueWorksOfOneMessageOnOneRouteComeOutAsOne() {
    Work first = work(1, NORTH, Priority.NORMAL, NOON.minusSeconds(5));
    putAll(
        work(1, NORTH, Priority.NORMAL, NOON),
        first,
        work(1, SOUTH, Priority.NORMAL, NOON),
        work(1, NORTH, Priority.NORMAL, NOON.plusSeconds(5)));

    assertThat(claim(NOON, 10)).containsExactlyInAnyOrder(first, work(1, SOUTH, Priority.NORMAL, NOON));
    assertThat(schedule.waiting()).isEqualTo(Map.of(NORTH, 1L));
    assertThat(claim(NOON.plusSeconds(5), 10)).hasSize(1);
  }

  @Test
  void nodesThatMadeIdsInTheSameTickAreToldApart() {
    Work here = work(1, NORTH, Priority.NORMAL, NOON);
    Work there =
        new Work(new QueueId(1, new NodeId(65_535)), NORTH, Lease.Purpose.DELIVER, Priority.NORMAL, NOON);
    putAll(there, here);

    assertThat(claim(NOON, 10)).containsExactly(here, there);
  }

  @Test
  void removedWorkIsNotClaimedWhetherItWasDueOrNot() {
    Work due = work(1, NORTH, Priority.NORMAL, NOON);
    Work later = work(2, NORTH, Priority.LOW, NOON.plusSeconds(1));
    Work report = new Work(id(3), NORTH, Lease.Purpose.REPORT, Priority.LOW, NOON.plusSeconds(1));
    putAll(due, later, report);
    claimExcept(NOON, Set.of(NORTH));

    assertThat(schedule.remove(due)).isTrue();
    assertThat(schedule.remove(due)).isFalse();
    assertThat(schedule.remove(later)).isTrue();
    assertThat(schedule.remove(report)).isTrue();
    assertThat(schedule.remove(work(4, SOUTH, Priority.LOW, NOON))).isFalse();
    assertThat(claim(NOON.plusSeconds(2), 10)).isEmpty();
    assertThat(schedule.waiting()).isEmpty();
    assertThat(schedule.nextDue()).isEmpty();
  }

  @Test
  void removingOneDueTimeLeavesTheOthersOfTheMessage() {
    Work held = work(1, NORTH, Priority.NORMAL, NOON.minusSeconds(5));
    Work open = work(1, NORTH, Priority.NORMAL, NOON);
    putAll(held, open);
    claimExcept(NOON, Set.of(NORTH));

    schedule.remove(held);

    assertThat(claim(NOON, 10)).containsExactly(open);
  }

  @Test
  void theSameWorkPutTwiceIsOne() {
    Work work = work(1, NORTH, Priority.NORMAL, NOON);
    putAll(work, work);
    claimExcept(NOON, Set.of(NORTH));
    schedule.put(work);

    assertThat(schedule.waiting()).isEqualTo(Map.of(NORTH, 1L));
    assertThat(claim(NOON, 10)).containsExactly(work);
    assertThat(claim(NOON, 10)).isEmpty();
  }

  @Test
  void nextDueIsTheEarliestTimeThatIsStillToCome() {
    assertThat(schedule.nextDue()).isEmpty();
    schedule.put(work(1, NORTH, Priority.NORMAL, NOON.plusSeconds(60)));
    schedule.put(new Work(id(2), NORTH, Lease.Purpose.REPORT, Priority.NORMAL, NOON.plusSeconds(30)));
    assertThat(schedule.nextDue()).contains(NOON.plusSeconds(30));
    claim(NOON.plusSeconds(30), 10);
    assertThat(schedule.nextDue()).contains(NOON.plusSeconds(60));
  }

  @Test
  void nextDueIsInThePastWhenAClaimLeftSomeForWantOfLeasesButNotForWantOfRoom() {
    putAll(work(1, NORTH, Priority.NORMAL, NOON), work(2, NORTH, Priority.NORMAL, NOON));
    claim(NOON, 1);
    assertThat(schedule.nextDue()).hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(NOON));

    claimExcept(NOON, Set.of(NORTH));
    assertThat(schedule.nextDue()).isEmpty();
  }

  @Test
  void timesFarAwayAreKept() {
    Work never = work(1, NORTH, Priority.NORMAL, Instant.MAX);
    schedule.put(never);

    assertThat(claim(NOON, 10)).isEmpty();
    assertThat(schedule.nextDue()).hasValueSatisfying(due -> assertThat(due).isAfter(NOON.plus(Duration.ofDays(36_500))));
    assertThat(schedule.remove(never)).isTrue();
  }

  @Test
  void whatIsPutComesOutExactlyOnceHoweverPutsRemovesAndClaimsMix() {
    Random random = new Random(7);
    Set<Work> model = new HashSet<>();
    Instant now = NOON;
    for (int step = 0; step < 15_000; step++) {
      int number = random.nextInt(400);
      Work work =
          work(
              number,
              new Route("smtp", random.nextInt(7) + ".example"),
              new Priority(number * 37 % 500),
              NOON.plusSeconds(random.nextInt(2_000)));
      switch (random.nextInt(5)) {
        case 0, 1, 2 -> {
          schedule.put(work);
          model.add(work);
        }
        case 3 -> assertThat(schedule.remove(work)).isEqualTo(model.remove(work));
        default -> {
          now = now.plusMillis(random.nextInt(1_000));
          Instant time = now;
          for (Work claimed : claimAtRandomSites(time, random)) {
            assertThat(model).contains(claimed);
            model.removeIf(
                other ->
                    other.id().equals(claimed.id())
                        && other.route().equals(claimed.route())
                        && !other.due().isAfter(time));
          }
        }
      }
    }
    assertThat(schedule.waiting().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(model.size());
    assertThat(claim(NOON.plusSeconds(9_999), 1_000_000)).isSubsetOf(model);
    assertThat(schedule.waiting()).isEmpty();
  }

  @Test
  void aClaimGivesNoRouteMoreThanItsRoom() {
    for (int i = 0; i < 10; i++) {
      putAll(work(i, NORTH, Priority.NORMAL, NOON), work(100 + i, SOUTH, Priority.HIGH, NOON));
    }

    List<Work> claimed = schedule.claim(new ClaimSpec(NOON, 20, 100, Map.of(NORTH, 3), 5));

    assertThat(numbers(claimed)).containsExactlyInAnyOrder(0L, 1L, 2L, 100L, 101L, 102L, 103L, 104L);
    assertThat(claim(NOON, 100)).hasSize(12);
  }

  @Test
  void routesOfOneSiteShareItsRoomAndItsTurns() {
    for (int i = 0; i < 100; i++) {
      putAll(
          work(i, new Route("smtp", "customer" + i + ".example"), Priority.NORMAL, NOON),
          work(1_000 + i, SOUTH, Priority.NORMAL, NOON));
    }

    assertThat(numbers(claim(20, Map.of("mx.provider", 3)))).filteredOn(number -> number < 1_000).hasSize(3);
    assertThat(numbers(claim(20, Map.of()))).filteredOn(number -> number < 1_000).hasSize(10).doesNotHaveDuplicates();
    assertThat(routes(claim(30, Map.of(SOUTH.toString(), 0)))).hasSize(30);
  }

  @Test
  void theRoutesOfASiteTakeTurnsAmongThemselves() {
    for (int i = 0; i < 10; i++) {
      for (int customer = 0; customer < 4; customer++) {
        schedule.put(work(100 * customer + i, new Route("smtp", "customer" + customer + ".example"), Priority.HIGH, NOON));
      }
    }

    assertThat(routes(claim(8, Map.of()))).hasSize(4);
  }

  @Test
  void aRouteWhoseSiteIsKnownByNowIsCountedThere() {
    for (int i = 0; i < 10; i++) {
      putAll(work(i, NORTH, Priority.NORMAL, NOON), work(100 + i, SOUTH, Priority.HIGH, NOON));
    }
    assertThat(claim(NOON, 2)).hasSize(2);

    ClaimSpec.Sites same = route -> "mx.provider";

    assertThat(schedule.claim(new ClaimSpec(NOON, 20, 100, same, Map.of("mx.provider", 5), 1))).hasSize(5);
    assertThat(schedule.claim(new ClaimSpec(NOON, 20, 100, same, Map.of("mx.provider", 0), 1))).isEmpty();
    assertThat(claim(NOON, 20)).hasSize(13);
  }

  @Test
  void mailThatHasLeftAFullSiteIsNotHeldUpByIt() {
    for (int i = 0; i < 5; i++) {
      schedule.put(work(i, new Route("smtp", "customer" + i + ".example"), Priority.NORMAL, NOON));
    }
    Map<String, Integer> full = Map.of("mx.slow", 0);
    assertThat(schedule.claim(new ClaimSpec(NOON, 20, 100, route -> "mx.slow", full, 5))).isEmpty();

    List<Work> claimed = new ArrayList<>();
    for (int claims = 0; claims < 6; claims++) {
      claimed.addAll(schedule.claim(new ClaimSpec(NOON, 20, 100, route -> "mx.other", full, 5)));
    }

    assertThat(claimed).hasSize(5);
  }

  /** Sites that never answer twice the same are a bug of somebody's, and not to hang the queue. */
  @Test
  void sitesThatChangeWithEveryQuestionDoNotKeepAClaimFromItsEnd() {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      schedule.put(work(i, new Route("smtp", "customer" + i % 10 + ".example"), new Priority(i * 9), NOON));
    }
    ClaimSpec.Sites fickle = route -> "mx" + random.nextInt(1_000);

    List<Work> claimed = new ArrayList<>();
    for (int claims = 0; claims < 200; claims++) {
      claimed.addAll(schedule.claim(new ClaimSpec(NOON, 7, 100, fickle, Map.of(), 1)));
    }

    assertThat(claimed).hasSize(50).doesNotHaveDuplicates();
  }

  /** All customers are at one provider. */
  private List<Work> claim(int max, Map<String, Integer> room) {
    ClaimSpec.Sites sites = route -> route.nextHop().startsWith("customer") ? "mx.provider" : route.toString();
    return schedule.claim(new ClaimSpec(NOON, max, 100, sites, room, max));
  }

  private static Set<Route> routes(List<Work> works) {
    return works.stream().map(Work::route).collect(Collectors.toSet());
  }

  private void putAll(Work... works) {
    List.of(works).forEach(schedule::put);
  }

  private List<Work> claimAtRandomSites(Instant now, Random random) {
    ClaimSpec.Sites sites = route -> "site" + random.nextInt(3);
    Map<String, Integer> room = Map.of("site0", random.nextInt(3));
    return schedule.claim(new ClaimSpec(now, random.nextInt(1, 20), 100, sites, room, 10));
  }

  private List<Work> claim(Instant now, int max) {
    return schedule.claim(new ClaimSpec(now, max, 100, Set.of()));
  }

  private List<Work> claimExcept(Instant now, Set<Route> full) {
    return schedule.claim(new ClaimSpec(now, 100, 100, full));
  }

  private static List<Long> numbers(List<Work> works) {
    return works.stream().map(work -> work.id().ticks()).toList();
  }

  private static Work work(long number, Route route, Priority priority, Instant due) {
    return new Work(id(number), route, Lease.Purpose.DELIVER, priority, due);
  }

  private static QueueId id(long number) {
    return new QueueId(number, NodeId.SINGLE);
  }
}
