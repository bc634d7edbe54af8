package org.karamail.rocksdb.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;

class InflowTest {

  private static final int MEGABYTE = 1 << 20;
  private static final int TOO_MANY = 11;
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final Route AWAY = new Route("smtp", "away.example");
  private static final Route WELL = new Route("smtp", "well.example");
  private static final Route HERE = new Route("maildir", "here.example");

  private final AtomicLong nanos = new AtomicLong();
  private final Inflow inflow = new Inflow(FOR_EVER, nanos::get);
  private int ids;

  @Test
  void largeMailComesInAtOnceWhileLittleWaits() {
    claim(AWAY, enter(AWAY, MEGABYTE));
    IntStream.range(0, 7).forEach(i -> enter(AWAY, MEGABYTE));
    assertThat(room()).isDone();
  }

  @Test
  void asManyComeInAsGoOutOnceMuchWaits() {
    List<QueueId> ahead = crowd();
    CompletableFuture<Void> first = room();
    CompletableFuture<Void> second = room();
    assertThat(first).isNotDone();

    claim(AWAY, ahead.get(1));

    assertThat(first).isDone();
    assertThat(second).isNotDone();
  }

  @Test
  void allComeInOnceLittleWaits() {
    List<QueueId> ahead = crowd();
    List<CompletableFuture<Void>> waiting = IntStream.range(0, 9).mapToObj(i -> room()).toList();
    ahead.subList(1, 4).forEach(id -> claim(AWAY, id));
    assertThat(waiting).allMatch(CompletableFuture::isDone);
    assertThat(room()).isDone();
  }

  @Test
  void nobodyWaitsWithoutEnd() {
    Inflow hasty = new Inflow(Duration.ofMillis(20), nanos::get);
    claim(hasty, AWAY, crowd(hasty, AWAY).get(0));
    CompletableFuture<Void> waiting = hasty.room().toCompletableFuture();
    await().until(waiting::isDone);
  }

  @Test
  void whatWaitsForASiteThatTakesNothingHoldsNobodyUp() {
    crowd();
    assertThat(room()).isNotDone();
    nanos.addAndGet(Inflow.FLOWS_FOR.toNanos());
    assertThat(room()).isDone();

    claim(WELL, enter(WELL, MEGABYTE));
    assertThat(room()).isDone();
  }

  @Test
  void smallMailDoesNotCount() {
    List<QueueId> small =
        IntStream.range(0, 2 * TOO_MANY * MEGABYTE / Inflow.LARGE).mapToObj(i -> enter(AWAY, Inflow.LARGE - 1)).toList();
    claim(AWAY, small.get(0));
    assertThat(room()).isDone();
  }

  @Test
  void whatTheDatabaseHasLongWrittenDoesNotCount() {
    crowd();
    assertThat(room()).isNotDone();
    for (int i = 0; i < 64; i++) {
      claim(WELL, enter(WELL, MEGABYTE));
    }
    assertThat(room()).isDone();
  }

  @Test
  void whatIsCommittedASecondTimeCountsOnce() {
    claim(AWAY, enter(AWAY, MEGABYTE));
    IntStream.range(0, TOO_MANY).forEach(i -> inflow.entered(new QueueId(1_000, NodeId.SINGLE), AWAY, MEGABYTE));
    assertThat(room()).isDone();
  }

  @Test
  void whatDidNotComeInAfterAllDoesNotCount() {
    List<QueueId> ahead = crowd();
    ahead.subList(1, 4).forEach(inflow::forget);
    assertThat(room()).isDone();
  }

  @Test
  void whatGoesIntoMailboxesLetsNobodyWait() {
    claim(HERE, crowd(inflow, HERE).get(0));
    assertThat(room()).isDone();
  }

  private CompletableFuture<Void> room() {
    return inflow.room().toCompletableFuture();
  }

  /** More than may wait, on a route that flows: the first of them has been claimed. */
  private List<QueueId> crowd() {
    List<QueueId> crowd = crowd(inflow, AWAY);
    claim(AWAY, crowd.get(0));
    return crowd;
  }

  private List<QueueId> crowd(Inflow into, Route route) {
    return IntStream.range(0, TOO_MANY).mapToObj(i -> enter(into, route, MEGABYTE)).toList();
  }

  private QueueId enter(Route route, int octets) {
    return enter(inflow, route, octets);
  }

  private QueueId enter(Inflow into, Route route, int octets) {
    QueueId id = new QueueId(++ids, NodeId.SINGLE);
    into.entered(id, route, octets);
    return id;
  }

  private void claim(Route route, QueueId id) {
    claim(inflow, route, id);
  }

  private static void claim(Inflow from, Route route, QueueId id) {
    from.claimed(List.of(Leases.of(id, route)), new Sites());
  }

  private static final class Sites implements ClaimSpec.Sites {

    @Override
    public String of(Route route) {
      return route.toString();
    }

    @Override
    public boolean isLocal(Route route) {
      return route.equals(HERE);
    }
  }
}
