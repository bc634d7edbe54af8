package org.karamail.rocksdb.internal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.karamail.model.QueueId;
import org.karamail.rocksdb.internal.commit.Committer;
import org.karamail.rocksdb.internal.commit.Disk;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.db.Family;
import org.karamail.rocksdb.internal.record.Keys;

/**
 * Removes what is finished and old. Runs on the upkeep thread and waits there for its slices.
 *
 * <p>History lies in the order of ids, which is the order of time, and most of what is old is finished; so it is deleted in
 * ranges, each from one message that has to stay to the next. What stays is not touched, and the scan ends at the first
 * message that is young enough.
 */
final class Purge {

  private static final int SLICE = 500;

  private final Disk disk;
  private final Committer committer;
  private final Set<QueueId> removed = new HashSet<>();
  private int purged;

  Purge(Disk disk, Committer committer) {
    this.disk = disk;
    this.committer = committer;
  }

  /**
   * Removes messages kept since they failed before one time, and the history of what ended before another.
   *
   * @param acknowledged events behind this position in the outbox stay
   * @return of how many messages something was removed
   */
  int run(Instant keptBefore, Instant historyBefore, long acknowledged) {
    Optional<QueueId> after = Optional.empty();
    do {
      after = removeKept(keptBefore, after);
    } while (after.isPresent());
    Optional<QueueId> next = Optional.of(QueueId.firstAt(Instant.EPOCH));
    while (next.isPresent()) {
      next = removeHistory(next.get(), historyBefore, acknowledged);
    }
    return purged + removed.size();
  }

  private Optional<QueueId> removeKept(Instant before, Optional<QueueId> after) {
    List<QueueId> seen = new ArrayList<>();
    List<QueueId> old = new ArrayList<>();
    disk.database()
        .scan(
            Family.KEPT,
            after.map(Keys::after).orElse(new byte[0]),
            (key, value) -> {
              seen.add(Keys.id(key));
              if (Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong()).isBefore(before)) {
                old.add(Keys.id(key));
              }
              return seen.size() < SLICE;
            });
    if (!old.isEmpty()) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      committer.submit(new KeptTask(old, done));
      await(done);
      removed.addAll(old);
    }
    return seen.size() < SLICE ? Optional.empty() : Optional.of(seen.get(seen.size() - 1));
  }

  private Optional<QueueId> removeHistory(QueueId from, Instant before, long acknowledged) {
    OldHistory old = new OldHistory(disk.database(), from, before, acknowledged);
    if (!old.ranges().isEmpty()) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      committer.submit(
          new SmallTask(
              batch ->
                  old.ranges()
                      .forEach(range -> batch.changes().deleteRange(Family.HISTORY, range.from(), range.to())),
              () -> {},
              done));
      await(done);
    }
    removed.removeAll(old.purged());
    purged += old.purged().size();
    return old.next();
  }

  private static void await(CompletableFuture<Void> done) {
    try {
      done.get();
    } catch (ExecutionException failed) {
      throw new DiskFault("not purged: " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DiskFault("not purged: interrupted", interrupted);
    }
  }
}
