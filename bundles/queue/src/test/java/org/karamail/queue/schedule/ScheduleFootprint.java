package org.karamail.queue.schedule;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.karamail.model.NodeId;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;

/**
 * Not a test: measures what a million waiting works weigh in the heap and how long the calls take. Run its main from the
 * test class path; arguments: how many works, over how many routes.
 */
final class ScheduleFootprint {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private ScheduleFootprint() {}

  public static void main(String[] arguments) {
    int works = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int routes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    Schedule schedule = new Schedule();
    Random random = new Random(1);
    long empty = used();
    report("put, due later", works, () -> fill(schedule, works, routes, random));
    System.out.printf("waiting for its time: %.1f octets a work%n", (used() - empty) / (double) works);
    Instant later = NOON.plusSeconds(4_000);
    report("first claim: all becomes due", works, () -> claim(schedule, later, 1));
    System.out.printf("due, in line: %.1f octets a work%n", (used() - empty) / (double) works);
    report("claims of 50", 10_000, () -> claim(schedule, later, 200));
    random.setSeed(1);
    report("remove", works, () -> remove(schedule, works, routes, random));
    System.out.println("left: " + schedule.waiting().values().stream().mapToLong(Long::longValue).sum());
  }

  private static void fill(Schedule schedule, int works, int routes, Random random) {
    for (int i = 0; i < works; i++) {
      schedule.put(work(i, routes, random));
    }
  }

  private static void remove(Schedule schedule, int works, int routes, Random random) {
    for (int i = 0; i < works; i++) {
      schedule.remove(work(i, routes, random));
    }
  }

  private static void claim(Schedule schedule, Instant now, int times) {
    for (int i = 0; i < times; i++) {
      schedule.claim(new ClaimSpec(now, 50, 100, Set.of()));
    }
  }

  private static Work work(int number, int routes, Random random) {
    return new Work(
        new QueueId(number, NodeId.SINGLE),
        new Route("smtp", "host" + number % routes + ".example"),
        Lease.Purpose.DELIVER,
        new Priority(random.nextInt(5) * 100),
        NOON.plusMillis(random.nextInt(3_600_000)));
  }

  private static void report(String what, int times, Runnable run) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    run.run();
    long took = thread.getCurrentThreadCpuTime() - start;
    System.out.printf("%s: %.2f s of CPU, %.2f µs each%n", what, took / 1e9, took / 1e3 / times);
  }

  private static long used() {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
