package org.karamail.rocksdb.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.queue.Lease;
import org.karamail.queue.RecipientUpdate;
import org.karamail.queue.store.Spawn;

/**
 * The end of leases: what became of their recipients, and the messages that come of it, as one change.
 *
 * <p>A lease is settled from the moment its end is asked for, so that nothing else can end it while bodies are sealed; it is
 * unsettled again on every path on which nothing reaches the committer.
 */
final class Settling {

  private final Rooms rooms;

  Settling(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Completes on the committer's thread once all of it is on disk. */
  CompletionStage<Void> settle(Lease lease, List<RecipientUpdate> updates, List<Spawn> spawn) {
    UpdateCheck.check(lease, updates);
    List<RocksDraft> drafts = spawn.stream().map(Settling::draft).toList();
    rooms.work().settle(lease);
    CompletableFuture<Void> result = new CompletableFuture<>();
    seal(lease, drafts)
        .whenComplete(
            (sealed, failed) -> {
              if (failed == null) {
                rooms.committer().submit(new UpdateTask(lease, updates, tasks(spawn), rooms.work(), result));
              } else {
                rooms.work().unsettle(lease);
                result.completeExceptionally(RocksDraft.cause(failed));
              }
            });
    return result;
  }

  private CompletionStage<Void> seal(Lease lease, List<RocksDraft> drafts) {
    try {
      return CompletableFuture.allOf(
          drafts.stream().map(draft -> draft.seal().toCompletableFuture()).toArray(CompletableFuture<?>[]::new));
    } catch (IllegalStateException ended) {
      rooms.work().unsettle(lease);
      throw ended;
    }
  }

  private static RocksDraft draft(Spawn spawn) {
    if (spawn.draft() instanceof RocksDraft draft) {
      return draft;
    }
    throw new IllegalArgumentException("a draft of another store");
  }

  private static List<CommitTask> tasks(List<Spawn> spawn) {
    return spawn.stream().map(one -> draft(one).task(one.submission())).toList();
  }
}
