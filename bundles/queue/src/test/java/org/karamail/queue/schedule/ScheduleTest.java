package org.karamail.queue.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.queue.schedule.AskedSchedule.NOON;
import static org.karamail.queue.schedule.AskedSchedule.NORTH;
import static org.karamail.queue.schedule.AskedSchedule.SOUTH;
import static org.karamail.queue.schedule.AskedSchedule.id;
import static org.karamail.queue.schedule.AskedSchedule.work;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.karamail.model.NodeId;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

class ScheduleTest {

  private final AskedSchedule schedule = new AskedSchedule();

  @Test
  void workIsClaimedOnceItIsDueAndNotBefore() {
    Work later = work(1, NORTH, Priority.NORMAL, NOON.plusNanos(1));
    schedule.put(later);

    assertThat(schedule.claim(NOON, 10)).isEmpty();
    assertThat(schedule.claim(NOON.plusNanos(1), 10)).containsExactly(later);
    assertThat(schedule.claim(NOON.plusNanos(1), 10)).isEmpty();
  }

  @Test
  void dueWorksOfOneMessageOnOneRouteComeOutAsOne() {
    Work first = work(1, NORTH, Priority.NORMAL, NOON.minusSeconds(5));
    schedule.putAll(
        work(1, NORTH, Priority.NORMAL, NOON),
        first,
        work(1, SOUTH, Priority.NORMAL, NOON),
        work(1, NORTH, Priority.NORMAL, NOON.plusSeconds(5)));

    assertThat(schedule.claim(NOON, 10)).containsExactlyInAnyOrder(first, work(1, SOUTH, Priority.NORMAL, NOON));
    assertThat(schedule.waiting()).isEqualTo(Map.of(NORTH, 1L));
    assertThat(schedule.claim(NOON.plusSeconds(5), 10)).hasSize(1);
  }

  @Test
  void nodesThatMadeIdsInTheSameTickAreToldApart() {
    Work here = work(1, NORTH, Priority.NORMAL, NOON);
    Work there =
        new Work(new QueueId(1, new NodeId(65_535)), NORTH, Lease.Purpose.DELIVER, Priority.NORMAL, NOON);
    schedule.putAll(there, here);

    assertThat(schedule.claim(NOON, 10)).containsExactly(here, there);
  }

  @Test
  void removedWorkIsNotClaimedWhetherItWasDueOrNot() {
    Work due = work(1, NORTH, Priority.NORMAL, NOON);
    Work later = work(2, NORTH, Priority.LOW, NOON.plusSeconds(1));
    Work report = new Work(id(3), NORTH, Lease.Purpose.REPORT, Priority.LOW, NOON.plusSeconds(1));
    schedule.putAll(due, later, report);
    schedule.claimExcept(NOON, Set.of(NORTH));

    assertThat(schedule.remove(due)).isTrue();
    assertThat(schedule.remove(due)).isFalse();
    assertThat(schedule.remove(later)).isTrue();
    assertThat(schedule.remove(report)).isTrue();
    assertThat(schedule.remove(work(4, SOUTH, Priority.LOW, NOON))).isFalse();
    assertThat(schedule.claim(NOON.plusSeconds(2), 10)).isEmpty();
    assertThat(schedule.waiting()).isEmpty();
    assertThat(schedule.nextDue()).isEmpty();
  }

  @Test
  void removingOneDueTimeLeavesTheOthersOfTheMessage() {
    Work held = work(1, NORTH, Priority.NORMAL, NOON.minusSeconds(5));
    Work open = work(1, NORTH, Priority.NORMAL, NOON);
    schedule.putAll(held, open);
    schedule.claimExcept(NOON, Set.of(NORTH));

    schedule.remove(held);

    assertThat(schedule.claim(NOON, 10)).containsExactly(open);
  }

  @Test
  void theSameWorkPutTwiceIsOne() {
    Work work = work(1, NORTH, Priority.NORMAL, NOON);
    schedule.putAll(work, work);
    schedule.claimExcept(NOON, Set.of(NORTH));
    schedule.put(work);

    assertThat(schedule.waiting()).isEqualTo(Map.of(NORTH, 1L));
    assertThat(schedule.claim(NOON, 10)).containsExactly(work);
    assertThat(schedule.claim(NOON, 10)).isEmpty();
  }

  @Test
  void nextDueIsTheEarliestTimeThatIsStillToCome() {
    assertThat(schedule.nextDue()).isEmpty();
    schedule.put(work(1, NORTH, Priority.NORMAL, NOON.plusSeconds(60)));
    schedule.put(new Work(id(2), NORTH, Lease.Purpose.REPORT, Priority.NORMAL, NOON.plusSeconds(30)));
    assertThat(schedule.nextDue()).contains(NOON.plusSeconds(30));
    schedule.claim(NOON.plusSeconds(30), 10);
    assertThat(schedule.nextDue()).contains(NOON.plusSeconds(60));
  }

  @Test
  void nextDueIsInThePastWhenAClaimLeftSomeForWantOfLeasesButNotForWantOfRoom() {
    schedule.putAll(work(1, NORTH, Priority.NORMAL, NOON), work(2, NORTH, Priority.NORMAL, NOON));
    schedule.claim(NOON, 1);
    assertThat(schedule.nextDue()).hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(NOON));

    schedule.claimExcept(NOON, Set.of(NORTH));
    assertThat(schedule.nextDue()).isEmpty();
  }

  @Test
  void timesFarAwayAreKept() {
    Work never = work(1, NORTH, Priority.NORMAL, Instant.MAX);
    schedule.put(never);

    assertThat(schedule.claim(NOON, 10)).isEmpty();
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
    assertThat(schedule.claim(NOON.plusSeconds(9_999), 1_000_000)).isSubsetOf(model);
    assertThat(schedule.waiting()).isEmpty();
  }

  private List<Work> claimAtRandomSites(Instant now, Random random) {
    ClaimSpec.Sites sites = route -> "site" + random.nextInt(3);
    Map<String, Integer> room = Map.of("site0", random.nextInt(3));
    return schedule.claim(new ClaimSpec(now, random.nextInt(1, 20), 100, sites, room, 10));
  }
}
