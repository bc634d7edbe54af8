package org.karamail.queue.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.queue.schedule.AskedSchedule.NOON;
import static org.karamail.queue.schedule.AskedSchedule.NORTH;
import static org.karamail.queue.schedule.AskedSchedule.SOUTH;
import static org.karamail.queue.schedule.AskedSchedule.numbers;
import static org.karamail.queue.schedule.AskedSchedule.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.karamail.model.Priority;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;

/** Whose turn it is: routes, and the sites that several of them share. */
class TurnsTest {

  private final AskedSchedule schedule = new AskedSchedule();

  @Test
  void routesTakeTurnsWhateverTheLengthOfTheirLines() {
    for (int i = 0; i < 1_000; i++) {
      schedule.put(work(i, NORTH, Priority.NORMAL, NOON));
    }
    schedule.put(work(5_000, SOUTH, Priority.NORMAL, NOON));
    schedule.put(work(5_001, SOUTH, Priority.NORMAL, NOON));

    assertThat(schedule.claim(NOON, 4)).extracting(Work::route).containsExactlyInAnyOrder(NORTH, SOUTH, NORTH, SOUTH);
  }

  @Test
  void turnsGoOnWhereTheLastClaimEnded() {
    List<Route> routes = IntStream.range(0, 5).mapToObj(i -> new Route("smtp", i + ".example")).toList();
    for (int i = 0; i < 50; i++) {
      schedule.put(work(i, routes.get(i % 5), Priority.NORMAL, NOON));
    }

    List<Route> claimed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      claimed.addAll(schedule.claim(NOON, 1).stream().map(Work::route).toList());
    }

    assertThat(claimed.subList(0, 5)).containsExactlyInAnyOrderElementsOf(routes);
    assertThat(claimed.subList(5, 10)).containsExactlyElementsOf(claimed.subList(0, 5));
  }

  @Test
  void aFullRouteIsPassedOverAndKeepsItsWork() {
    schedule.putAll(work(1, NORTH, Priority.CRITICAL, NOON), work(2, SOUTH, Priority.BULK, NOON));

    assertThat(numbers(schedule.claimExcept(NOON, Set.of(NORTH)))).containsExactly(2L);
    assertThat(numbers(schedule.claimExcept(NOON, Set.of(NORTH)))).isEmpty();
    assertThat(numbers(schedule.claim(NOON, 10))).containsExactly(1L);
  }

  @Test
  void aClaimGivesNoRouteMoreThanItsRoom() {
    for (int i = 0; i < 10; i++) {
      schedule.putAll(work(i, NORTH, Priority.NORMAL, NOON), work(100 + i, SOUTH, Priority.HIGH, NOON));
    }

    List<Work> claimed = schedule.claim(new ClaimSpec(NOON, 20, 100, Map.of(NORTH, 3), 5));

    assertThat(numbers(claimed)).containsExactlyInAnyOrder(0L, 1L, 2L, 100L, 101L, 102L, 103L, 104L);
    assertThat(schedule.claim(NOON, 100)).hasSize(12);
  }

  @Test
  void routesOfOneSiteShareItsRoomAndItsTurns() {
    for (int i = 0; i < 100; i++) {
      schedule.putAll(
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
      schedule.putAll(work(i, NORTH, Priority.NORMAL, NOON), work(100 + i, SOUTH, Priority.HIGH, NOON));
    }
    assertThat(schedule.claim(NOON, 2)).hasSize(2);

    ClaimSpec.Sites same = route -> "mx.provider";

    assertThat(schedule.claim(new ClaimSpec(NOON, 20, 100, same, Map.of("mx.provider", 5), 1))).hasSize(5);
    assertThat(schedule.claim(new ClaimSpec(NOON, 20, 100, same, Map.of("mx.provider", 0), 1))).isEmpty();
    assertThat(schedule.claim(NOON, 20)).hasSize(13);
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
}
