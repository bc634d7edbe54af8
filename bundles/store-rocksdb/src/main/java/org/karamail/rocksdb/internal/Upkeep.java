package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.QueueSettings;
import org.karamail.rocksdb.internal.body.BodyFolder;
import org.karamail.rocksdb.internal.commit.Closed;
import org.karamail.rocksdb.internal.commit.Committer;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;

/** Keeps the store small, and copies it; all of it on one thread, one thing after the other. */
final class Upkeep {

  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  private final Disk disk;
  private final Committer committer;
  private final BodyFolder bodies;
  private final StoreThreads threads;
  private final QueuePolicy policy;
  private final Clock clock;
  private final LongSupplier acknowledged;

  Upkeep(
      Disk disk,
      Committer committer,
      BodyFolder bodies,
      StoreThreads threads,
      QueuePolicy policy,
      Clock clock,
      LongSupplier acknowledged) {
    this.disk = disk;
    this.committer = committer;
    this.bodies = bodies;
    this.threads = threads;
    this.policy = policy;
    this.clock = clock;
    this.acknowledged = acknowledged;
  }

  void start() {
    threads.every(PURGE_EVERY, this::purgeByPolicy);
  }

  private void purgeByPolicy() {
    QueueSettings settings = policy.settings();
    Instant now = clock.instant();
    new Purge(disk, committer)
        .run(now.minus(settings.keepFailed()), now.minus(settings.keepHistory()), acknowledged.getAsLong());
  }

  CompletionStage<Integer> purge(Instant endedBefore) {
    return onThread(() -> new Purge(disk, committer).run(endedBefore, endedBefore, acknowledged.getAsLong()));
  }

  CompletionStage<Void> backup(Path folder) {
    return onThread(
            () -> {
              new Backup(disk, bodies).run(folder);
              return true;
            })
        .thenAccept(done -> {});
  }

  /** Lets the outbox forget; it takes effect for readers before it is on disk. */
  void acknowledge(long upTo) {
    committer.submit(
        new SmallTask(
            batch -> {
              batch.changes().deleteRange(Family.OUTBOX, Keys.position(0), Keys.position(upTo + 1));
              Meta.acknowledged(batch.changes(), upTo);
            },
            () -> {},
            new CompletableFuture<>()));
  }

  private <T> CompletionStage<T> onThread(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.upkeep().execute(() -> complete(result, work));
    } catch (RejectedExecutionException shutDown) {
      result.completeExceptionally(Closed.shutDown());
    }
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (DiskFault fault) {
      result.completeExceptionally(Closed.failed(fault.detail(), fault));
    } catch (IOException failed) {
      result.completeExceptionally(new IllegalStateException("not done: " + failed, failed));
    } catch (Exception bug) {
      result.completeExceptionally(bug);
    }
  }
}
