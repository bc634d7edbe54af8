package org.karamail.rocksdb.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;
import org.karamail.model.Route;
import org.karamail.queue.ClaimSpec;

class InflowTest {

  private static final int MEGABYTE = 1 << 20;
  private static final int TOO_MANY = 9;
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final Route AWAY = new Route("smtp", "away.example");
  private static final Route HERE = new Route("maildir", "here.example");

  private final Inflow inflow = new Inflow(FOR_EVER);
  private int ids;

  /** Mail goes out. */
  @BeforeEach
  void oneHasGoneOut() {
    claim(AWAY, enter(MEGABYTE));
  }

  @Test
  void largeMailComesInAtOnceWhileLittleWaits() {
    enter(8, MEGABYTE);
    assertThat(room()).isDone();
  }

  @Test
  void asManyComeInAsGoOutOnceMuchWaits() {
    List<QueueId> ahead = enter(TOO_MANY + 2, MEGABYTE);
    CompletableFuture<Void> first = room();
    CompletableFuture<Void> second = room();
    assertThat(first).isNotDone();

    claim(AWAY, ahead.get(0));

    assertThat(first).isDone();
    assertThat(second).isNotDone();
  }

  @Test
  void allComeInOnceLittleWaits() {
    List<QueueId> ahead = enter(TOO_MANY, MEGABYTE);
    List<CompletableFuture<Void>> waiting = IntStream.range(0, 5).mapToObj(i -> room()).toList();
    claim(AWAY, ahead.get(0));
    assertThat(waiting).allMatch(CompletableFuture::isDone);
  }

  @Test
  void nobodyWaitsInVainNorAgainBeforeSomethingGoesOut() {
    Inflow stalled = crowded(Duration.ofMillis(20), AWAY);
    CompletableFuture<Void> waiting = stalled.room().toCompletableFuture();
    await().until(waiting::isDone);
    assertThat(stalled.room().toCompletableFuture()).isDone();
  }

  @Test
  void smallMailDoesNotCount() {
    enter(2 * TOO_MANY * MEGABYTE / Inflow.LARGE, Inflow.LARGE - 1);
    assertThat(room()).isDone();
  }

  @Test
  void whatTheDatabaseHasLongWrittenDoesNotCount() {
    Inflow stalled = crowded(FOR_EVER, AWAY);
    assertThat(stalled.room().toCompletableFuture()).isNotDone();
    for (int i = 0; i < 64; i++) {
      claim(stalled, AWAY, enter(stalled, MEGABYTE));
    }
    assertThat(stalled.room().toCompletableFuture()).isDone();
  }

  @Test
  void whatDidNotComeInAfterAllDoesNotCount() {
    List<QueueId> ahead = enter(TOO_MANY, MEGABYTE);
    inflow.forget(ahead.get(3));
    assertThat(room()).isDone();
  }

  @Test
  void whatGoesIntoMailboxesLetsNobodyWait() {
    Inflow local = crowded(FOR_EVER, HERE);
    assertThat(local.room().toCompletableFuture()).isDone();
  }

  /** Where one has gone this way, and too many wait. */
  private Inflow crowded(Duration patience, Route way) {
    Inflow crowded = new Inflow(patience);
    claim(crowded, way, enter(crowded, MEGABYTE));
    IntStream.range(0, TOO_MANY).forEach(i -> enter(crowded, MEGABYTE));
    return crowded;
  }

  private CompletableFuture<Void> room() {
    return inflow.room().toCompletableFuture();
  }

  private List<QueueId> enter(int count, int octets) {
    return IntStream.range(0, count).mapToObj(i -> enter(octets)).toList();
  }

  private QueueId enter(int octets) {
    return enter(inflow, octets);
  }

  private QueueId enter(Inflow into, int octets) {
    QueueId id = new QueueId(++ids, NodeId.SINGLE);
    into.entered(id, octets);
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
