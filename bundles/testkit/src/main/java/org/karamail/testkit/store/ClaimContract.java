package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.karamail.model.Priority;
import org.karamail.model.QueueId;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.Lease;
import org.karamail.queue.LeasedRecipient;

/** What is given out, when, in which order and to whom. */
interface ClaimContract extends AtWorkbench {

  @Test
  default void scheduledMailIsClaimedFromItsDueTimeOn() {
    Instant due = bench().now().plusSeconds(60);
    QueueId id = bench().accept(SampleMail.to("bea@north.example").dueAt(due));

    assertThat(bench().claim()).isEmpty();
    assertThat(bench().store().nextDue()).contains(due);
    bench().clock().move(Duration.ofSeconds(60));

    Lease lease = bench().claimOne();
    assertThat(lease.id()).isEqualTo(id);
    assertThat(lease.recipients().get(0).firstDue()).isEqualTo(due);
  }

  @Test
  default void nextDueIsEmptyOverAnEmptyQueueAndNotInTheFutureOverOneWithDueWork() {
    assertThat(bench().store().nextDue()).isEmpty();

    bench().accept(SampleMail.to("bea@north.example"));

    assertThat(bench().store().nextDue())
        .hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(bench().now()));
  }

  @Test
  default void theMoreUrgentGoesFirstAndAmongEqualsTheOlder() {
    QueueId bulk = bench().accept(SampleMail.to("bea@north.example").withPriority(Priority.BULK));
    QueueId normal = bench().accept(SampleMail.to("bea@north.example"));
    QueueId later = bench().accept(SampleMail.to("bea@north.example"));
    QueueId lessUrgent = bench().accept(SampleMail.to("bea@north.example").withPriority(new Priority(250)));
    QueueId critical = bench().accept(SampleMail.to("bea@north.example").withPriority(Priority.CRITICAL));

    List<QueueId> claimed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      bench().claim(1).forEach(lease -> claimed.add(lease.id()));
    }

    assertThat(claimed).containsExactly(critical, normal, later, lessUrgent, bulk);
  }

  @Test
  default void oneLongLineDoesNotStarveAnotherRoute() {
    for (int i = 0; i < 100; i++) {
      bench().accept(SampleMail.to("bea@north.example"));
    }
    bench().accept(SampleMail.to("cid@south.example"));

    assertThat(bench().claim(2))
        .extracting(Lease::route)
        .containsExactlyInAnyOrder(SampleMail.route("north.example"), SampleMail.route("south.example"));
  }

  @Test
  default void recipientsOfOneMessageTravelTogetherByRoute() {
    bench().accept(SampleMail.to("bea@north.example", "cid@south.example", "dan@north.example"));

    List<Lease> leases = bench().claim();

    assertThat(leases).hasSize(2);
    assertThat(indexesFor(leases, "north.example")).containsExactly(0, 2);
    assertThat(indexesFor(leases, "south.example")).containsExactly(1);
  }

  private static List<Integer> indexesFor(List<Lease> leases, String domain) {
    return leases.stream()
        .filter(lease -> lease.route().equals(SampleMail.route(domain)))
        .flatMap(lease -> lease.recipients().stream())
        .map(one -> one.recipient().index())
        .toList();
  }

  @Test
  default void aFullRouteIsLeftOutAndLosesNothing() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));

    List<Lease> leases = bench().claim(10, Set.of(SampleMail.route("north.example")));
    assertThat(leases).extracting(Lease::route).containsExactly(SampleMail.route("south.example"));

    Lease rest = bench().claimOne();
    assertThat(rest.id()).isEqualTo(id);
    assertThat(rest.route()).isEqualTo(SampleMail.route("north.example"));
  }

  @Test
  default void aRouteGetsNoMoreLeasesThanItHasRoomFor() {
    for (int i = 0; i < 10; i++) {
      bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    }

    List<Lease> leases =
        bench()
            .store()
            .claim(new ClaimSpec(bench().now(), 20, 100, Map.of(SampleMail.route("north.example"), 3), 5));

    assertThat(leases).filteredOn(lease -> lease.route().nextHop().equals("north.example")).hasSize(3);
    assertThat(leases).filteredOn(lease -> lease.route().nextHop().equals("south.example")).hasSize(5);
    assertThat(bench().claim(20)).hasSize(12);
  }

  @Test
  default void noMoreLeasesAreGivenThanAskedFor() {
    for (int i = 0; i < 5; i++) {
      bench().accept(SampleMail.to("bea@north.example"));
    }

    assertThat(bench().claim(3)).hasSize(3);
    assertThat(bench().claim(3)).hasSize(2);
    assertThat(bench().claim(3)).isEmpty();
  }

  @Test
  default void aLeaseHoldsNoMoreRecipientsThanAskedForAndTheRestFollows() {
    String[] addresses = new String[10];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = "user" + i + "@north.example";
    }
    bench().accept(SampleMail.to(addresses));

    List<Integer> indexes = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      for (Lease lease : bench().store().claim(new ClaimSpec(bench().now(), 2, 4, Set.of()))) {
        assertThat(lease.recipients()).hasSizeLessThanOrEqualTo(4);
        lease.recipients().forEach(one -> indexes.add(one.recipient().index()));
      }
    }

    assertThat(indexes).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  default void eightWorkersAtOnceNeverHoldTheSameRecipientAndNoneIsLeftOut() throws Exception {
    int messages = 120;
    for (int i = 0; i < messages; i++) {
      bench().accept(SampleMail.to("bea@north.example", "cid@north.example", "dan@host" + i % 7 + ".example"));
    }
    Set<String> held = ConcurrentHashMap.newKeySet();
    AtomicInteger delivered = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(8);
    try {
      Callable<Void> worker =
          () -> {
            for (List<Lease> leases = bench().claim(3); !leases.isEmpty(); leases = bench().claim(3)) {
              for (Lease lease : leases) {
                lease.recipients().forEach(one -> assertThat(held.add(name(lease, one))).isTrue());
                bench().update(lease, Results.delivered(lease, bench().now()));
                delivered.addAndGet(lease.recipients().size());
              }
            }
            return null;
          };
      for (Future<Void> done : workers.invokeAll(List.of(worker, worker, worker, worker, worker, worker, worker, worker))) {
        done.get();
      }
    } finally {
      workers.shutdown();
      assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(delivered).hasValue(3 * messages);
    assertThat(bench().contents()).isEmpty();
  }

  private static String name(Lease lease, LeasedRecipient one) {
    return lease.id() + "/" + one.recipient().index();
  }

  @Test
  default void whoeverListensIsToldOfNewWorkUntilTheListenerIsClosed() throws Exception {
    AtomicInteger told = new AtomicInteger();
    AutoCloseable listening = bench().store().onWork(told::incrementAndGet);

    bench().accept(SampleMail.to("bea@north.example"));
    Awaitility.await().until(() -> told.get() > 0);
    listening.close();
    int before = told.get();
    bench().accept(SampleMail.to("bea@north.example"));

    assertThat(bench().claim()).hasSize(2);
    assertThat(told).hasValue(before);
  }
}
