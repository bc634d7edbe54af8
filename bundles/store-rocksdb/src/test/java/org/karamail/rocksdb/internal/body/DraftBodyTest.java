package org.karamail.rocksdb.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.queue.ClaimSpec;
import org.karamail.queue.store.StoreClosedException;

class DraftBodyTest {

  private static final int LIMIT = 128 << 10;

  /** Runs what the writer pool would, when a test says so. */
  private static final class Later implements Executor {
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public void execute(Runnable work) {
      waiting.add(work);
    }

    void run() {
      List<Runnable> now = List.copyOf(waiting);
      waiting.clear();
      now.forEach(Runnable::run);
    }
  }

  @TempDir private Path folder;
  private final MemoryBudget budget = new MemoryBudget(1 << 20);
  private final Later writers = new Later();
  private int made;

  @Test
  void aSmallBodyIsTakenAtOnceAndTouchesNoDisk() throws IOException {
    DraftBody body = body();
    byte[] octets = octets(LIMIT);

    for (int at = 0; at < LIMIT; at += 8_192) {
      assertThat(body.write(ByteBuffer.wrap(octets, at, 8_192)).toCompletableFuture()).isDone();
    }

    assertThat(body.isInFile()).isFalse();
    assertThat(writers.waiting).isEmpty();
    assertThat(body.inline()).isEqualTo(octets);
    assertThat(files()).isZero();
  }

  @Test
  void whatIsTooLargeIsWrittenOnTheWriterPoolAndNowhereElse() throws IOException {
    DraftBody body = body();
    byte[] octets = octets(LIMIT + 1);
    take(body, octets, 0, LIMIT);

    CompletionStage<Void> last = body.write(ByteBuffer.wrap(octets, LIMIT, 1));

    assertThat(last.toCompletableFuture()).isNotDone();
    assertThat(files()).isZero();
    writers.run();
    assertThat(last.toCompletableFuture()).isCompleted();
    assertThat(read(body)).isEqualTo(octets);
    assertThat(budget.free()).isEqualTo(1 << 20);
  }

  @Test
  void manyDraftsTogetherStayWithinTheirBudgetWhateverEachIsSent() {
    List<DraftBody> bodies = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      bodies.add(body());
    }

    for (int round = 0; round < 20; round++) {
      for (DraftBody body : bodies) {
        CompletionStage<Void> taken = body.write(ByteBuffer.wrap(octets(3_000)));
        writers.run();
        assertThat(taken.toCompletableFuture()).isCompleted();
        assertThat(budget.free()).isNotNegative();
      }
    }

    assertThat(bodies).allSatisfy(body -> assertThat(body.size()).isEqualTo(60_000));
    assertThat(bodies).anyMatch(DraftBody::isInFile);
    bodies.forEach(DraftBody::discard);
    writers.run();
    assertThat(budget.free()).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4_096, 65_535, 200_000})
  void piecesOfAnySizeMakeTheSameBody(int piece) throws IOException {
    DraftBody body = body();
    byte[] octets = octets(500_000);

    for (int at = 0; at < octets.length; at += piece) {
      take(body, octets, at, Math.min(piece, octets.length - at));
    }
    CompletionStage<Void> sealed = body.seal();
    writers.run();

    assertThat(sealed.toCompletableFuture()).isCompleted();
    assertThat(body.size()).isEqualTo(octets.length);
    assertThat(read(body)).isEqualTo(octets);
    assertThat(Files.size(onlyFile())).isEqualTo(octets.length);
  }

  @Test
  void aDiscardThatMeetsAWriteWaitsForItAndLeavesNothing() throws IOException {
    DraftBody body = body();
    take(body, octets(LIMIT), 0, LIMIT);
    assertThat(body.write(ByteBuffer.wrap(octets(10))).toCompletableFuture()).isNotDone();

    body.discard();
    writers.run();
    writers.run();

    assertThat(files()).isZero();
    assertThat(budget.free()).isEqualTo(1 << 20);
  }

  @Test
  void aDraftOfWhichAPieceWasNotWrittenCannotBeSealed() throws IOException {
    Path gone = folder.resolve("gone");
    DraftBody body = body(gone);
    take(body, octets(LIMIT), 0, LIMIT);
    CompletionStage<Void> piece = body.write(ByteBuffer.wrap(octets(10)));
    writers.run();
    Files.createDirectory(gone);

    CompletionStage<Void> sealed = body.seal();
    writers.run();

    assertThatThrownBy(() -> piece.toCompletableFuture().join()).hasCauseInstanceOf(StoreClosedException.class);
    assertThatThrownBy(() -> sealed.toCompletableFuture().join()).hasCauseInstanceOf(StoreClosedException.class);
  }

  @Test
  void aLargeBodyWaitsOnceForItsTurnAndThenForThatOfOthers() {
    Inflow inflow = new Inflow(Duration.ofDays(1), () -> 0);
    QueueId first = entered(inflow);
    for (long ahead = 0; ahead <= Inflow.MOST_AHEAD; ahead += LIMIT) {
      entered(inflow);
    }
    inflow.claimed(List.of(Leases.of(first)), ClaimSpec.Sites.BY_ROUTE);
    DraftBody body = body(folder, inflow);
    byte[] octets = octets(LIMIT);

    assertThat(body.write(ByteBuffer.wrap(octets, 0, Inflow.LARGE - 1)).toCompletableFuture()).isDone();
    assertThat(body.write(ByteBuffer.wrap(octets, Inflow.LARGE - 1, 1)).toCompletableFuture()).isNotDone();
    assertThat(body.write(ByteBuffer.wrap(octets, Inflow.LARGE, 100)).toCompletableFuture()).isDone();
  }

  /** A large body that waits for its first attempt. */
  private QueueId entered(Inflow inflow) {
    DraftBody body = body(folder, inflow);
    take(body, octets(LIMIT), 0, LIMIT);
    body.entersOn(Leases.AWAY);
    body.release();
    return new QueueId(made, NodeId.SINGLE);
  }

  private DraftBody body() {
    return body(folder);
  }

  private DraftBody body(Path home) {
    return body(home, new Inflow());
  }

  private DraftBody body(Path home, Inflow inflow) {
    QueueId id = new QueueId(++made, NodeId.SINGLE);
    return new DraftBody(id, new BodyFolder(home), budget, inflow, writers, LIMIT, DraftBodyTest::refused);
  }

  private static StoreClosedException refused(IOException failure) {
    return new StoreClosedException(Reply.of(451, "4.3.0", "Later"), "not written", failure);
  }

  private void take(DraftBody body, byte[] octets, int at, int length) {
    CompletionStage<Void> taken = body.write(ByteBuffer.wrap(octets, at, length));
    writers.run();
    assertThat(taken.toCompletableFuture()).isCompleted();
  }

  private static byte[] octets(int length) {
    byte[] octets = new byte[length];
    new Random(length).nextBytes(octets);
    return octets;
  }

  private static byte[] read(DraftBody body) throws IOException {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    }
  }

  private long files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
