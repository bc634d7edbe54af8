package org.karamail.rocksdb.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.karamail.model.QueueId;
import org.karamail.queue.QueuedMessage;
import org.karamail.queue.Selector;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;
import org.karamail.rocksdb.internal.work.Commands;
import org.karamail.rocksdb.internal.work.Dossier;
import org.karamail.rocksdb.internal.work.Step;

/** Applies a command to one slice of messages; its result is how many recipients it changed. */
final class CommandTask implements Task {

  private final List<QueueId> slice;
  private final Selector selector;
  private final Commands.Command command;
  private final CompletableFuture<Integer> result;
  private int changed;

  CommandTask(
      List<QueueId> slice, Selector selector, Commands.Command command, CompletableFuture<Integer> result) {
    this.slice = slice;
    this.selector = selector;
    this.command = command;
    this.result = result;
  }

  @Override
  public void prepare(Batch batch) {
    slice.forEach(id -> batch.open(id).ifPresent(dossier -> apply(batch, dossier)));
  }

  private void apply(Batch batch, Dossier dossier) {
    Instant now = batch.now();
    QueuedMessage shown = Shown.message(dossier, index -> batch.isActive(dossier.id(), index), now);
    int before = changed;
    for (int i = 0; i < dossier.recipients(); i++) {
      if (selector.matches(shown, shown.recipients().get(i))) {
        apply(batch, dossier, i, now);
      }
    }
    if (changed > before) {
      batch.settle(dossier);
    }
  }

  private void apply(Batch batch, Dossier dossier, int index, Instant now) {
    Optional<Step> step =
        command.apply(dossier.recipient(index), batch.isActive(dossier.id(), index), now);
    step.ifPresent(s -> {
      batch.take(dossier, index, s);
      changed++;
    });
  }

  @Override
  public void done() {
    result.complete(changed);
  }

  @Override
  public void failed(RuntimeException why) {
    result.completeExceptionally(why);
  }
}
