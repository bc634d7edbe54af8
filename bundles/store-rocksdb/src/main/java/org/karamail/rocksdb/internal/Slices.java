package org.karamail.rocksdb.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.karamail.model.QueueId;
import org.karamail.queue.Selector;
import org.karamail.rocksdb.internal.commit.Closed;
import org.karamail.rocksdb.internal.commit.Committer;
import org.karamail.rocksdb.internal.db.DiskFault;
import org.karamail.rocksdb.internal.work.Commands;

/**
 * Runs a command over everything a selector means, slice by slice: candidates are looked up on the upkeep thread, each
 * slice is one task, and mail comes in between two of them.
 */
final class Slices {

  private static final int MESSAGES = 200;

  private final Reading reading;
  private final Committer committer;
  private final Executor upkeep;

  Slices(Reading reading, Committer committer, Executor upkeep) {
    this.reading = reading;
    this.committer = committer;
    this.upkeep = upkeep;
  }

  CompletionStage<Integer> run(Selector selector, Commands.Command command) {
    CompletableFuture<Integer> total = new CompletableFuture<>();
    next(new Run(selector, command, total), Optional.empty(), 0);
    return total;
  }

  private record Run(Selector selector, Commands.Command command, CompletableFuture<Integer> total) {}

  private void next(Run run, Optional<QueueId> after, int changed) {
    try {
      upkeep.execute(() -> slice(run, after, changed));
    } catch (RejectedExecutionException shutDown) {
      run.total.completeExceptionally(Closed.shutDown());
    }
  }

  private void slice(Run run, Optional<QueueId> after, int changed) {
    try {
      List<QueueId> slice = reading.candidates(run.selector, after, MESSAGES);
      if (slice.isEmpty()) {
        run.total.complete(changed);
        return;
      }
      CompletableFuture<Integer> done = new CompletableFuture<>();
      CompletionStage<Integer> slicedOff = done;
      slicedOff.whenComplete((more, failed) -> {
        if (failed == null) {
          next(run, Optional.of(slice.get(slice.size() - 1)), changed + more);
        } else {
          run.total.completeExceptionally(failed);
        }
      });
      committer.submit(new CommandTask(slice, run.selector, run.command, done));
    } catch (DiskFault fault) {
      run.total.completeExceptionally(Closed.failed(fault.detail(), fault));
    }
  }
}
