package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.karamail.model.MailEvent;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;
import org.karamail.queue.Selector;
import org.karamail.queue.store.OutboxEvent;

/** Every change tells of itself once, in order, until it is acknowledged. */
interface OutboxContract extends AtWorkbench {

  @Test
  default void eventsComeInTheOrderInWhichTheyWereCommittedAtGrowingPositions() {
    QueueId first = bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    QueueId second = bench().accept(SampleMail.to("bea@north.example"));
    Workbench.await(bench().store().hold(Selector.message(first), "stop"));
    Workbench.await(bench().store().cancel(Selector.message(second), "no more"));

    List<OutboxEvent> events = bench().store().events(0, 100);

    assertThat(events).extracting(OutboxEvent::position).isSorted().doesNotHaveDuplicates().allMatch(p -> p > 0);
    assertThat(events)
        .extracting(one -> one.event().kind())
        .containsExactly(
            MailEvent.Kind.ACCEPTED,
            MailEvent.Kind.ACCEPTED,
            MailEvent.Kind.ACCEPTED,
            MailEvent.Kind.HELD,
            MailEvent.Kind.HELD,
            MailEvent.Kind.CANCELLED);
    assertThat(events.stream().map(OutboxEvent::event).filter(e -> e.id().equals(first)).toList())
        .isEqualTo(bench().store().history(first));
  }

  @Test
  default void aRecipientsEventsAreNumberedFromZeroWithoutGapsAcrossStarts() {
    QueueId id = bench().accept(SampleMail.to("bea@north.example", "cid@north.example"));
    for (int i = 0; i < 3; i++) {
      Workbench.await(bench().store().hold(Selector.ALL, "stop"));
      bench().reopenAfterKill();
      Workbench.await(bench().store().release(Selector.ALL));
      bench().reopen();
    }

    Map<Integer, List<Integer>> sequences = new HashMap<>();
    bench()
        .store()
        .history(id)
        .forEach(e -> sequences.computeIfAbsent(e.recipient(), r -> new ArrayList<>()).add(e.sequence()));
    assertThat(sequences).containsOnlyKeys(0, 1);
    assertThat(sequences.values()).containsOnly(List.of(0, 1, 2, 3, 4, 5, 6));
    assertThat(bench().store().events(0, 100)).hasSize(14);
  }

  @Test
  default void eventsAreReadInPages() {
    for (int i = 0; i < 10; i++) {
      bench().accept(SampleMail.to("bea@north.example"));
    }

    List<OutboxEvent> paged = new ArrayList<>();
    long after = 0;
    for (List<OutboxEvent> page = next(after); !page.isEmpty(); page = next(after)) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      paged.addAll(page);
      after = page.get(page.size() - 1).position();
    }

    assertThat(paged).isEqualTo(bench().store().events(0, 100)).hasSize(10);
  }

  private List<OutboxEvent> next(long after) {
    return bench().store().events(after, 3);
  }

  @Test
  default void whatIsAcknowledgedIsNotToldAgainAndItsHistoryStays() {
    QueueId first = bench().accept(SampleMail.to("bea@north.example"));
    QueueId second = bench().accept(SampleMail.to("bea@north.example"));
    List<OutboxEvent> events = bench().store().events(0, 100);

    bench().store().ackEvents(events.get(0).position());

    assertThat(bench().store().events(0, 100)).isEqualTo(events.subList(1, 2));
    assertThat(bench().store().history(first)).hasSize(1);
    assertThat(bench().store().history(second)).hasSize(1);
    bench().store().ackEvents(events.get(1).position());
    assertThat(bench().store().events(0, 100)).isEmpty();
    bench().accept(SampleMail.to("bea@north.example"));
    assertThat(bench().store().events(events.get(1).position(), 100)).hasSize(1);
  }

  @Test
  default void whatIsNotAcknowledgedIsToldAgainAfterAStartAtTheSamePosition() {
    bench().accept(SampleMail.to("bea@north.example"));
    Lease lease = bench().claimOne();
    bench().update(lease, Results.delivered(lease, bench().now()));
    List<OutboxEvent> before = bench().store().events(0, 100);

    bench().reopenAfterKill();

    assertThat(bench().store().events(0, 100)).isEqualTo(before).hasSize(2);
  }

  @Test
  default void positionsGoOnAfterAStartAlsoWhenAllIsAcknowledged() {
    bench().accept(SampleMail.to("bea@north.example"));
    long last = bench().store().events(0, 100).get(0).position();
    bench().store().ackEvents(last);
    bench().reopen();

    bench().accept(SampleMail.to("bea@north.example"));

    assertThat(bench().store().events(last, 100)).hasSize(1);
  }

  @Test
  default void aReaderThatFollowsManyWritersMissesNothingAndSeesNothingTwice() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      Callable<List<QueueId>> writer =
          () -> Stream.generate(() -> bench().accept(SampleMail.to("bea@north.example"))).limit(100).toList();
      List<Future<List<QueueId>>> writers = List.of(
          threads.submit(writer), threads.submit(writer), threads.submit(writer), threads.submit(writer));
      Set<QueueId> seen = new HashSet<>();
      long after = 0;
      boolean done = false;
      while (!done) {
        done = writers.stream().allMatch(Future::isDone);
        for (List<OutboxEvent> page = next(after); !page.isEmpty(); page = next(after)) {
          page.forEach(one -> assertThat(seen.add(one.event().id())).isTrue());
          after = page.get(page.size() - 1).position();
        }
      }
      for (Future<List<QueueId>> one : writers) {
        assertThat(seen).containsAll(one.get());
      }
      assertThat(seen).hasSize(400);
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
