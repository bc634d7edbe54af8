package org.karamail.rocksdb.internal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.karamail.rocksdb.internal.commit.Batch;
import org.karamail.rocksdb.internal.commit.Task;

/** A change that needs no words: what it writes, and what follows once it is on disk. */
final class SmallTask implements Task {

  private final Consumer<Batch> change;
  private final Runnable afterwards;
  private final CompletableFuture<Void> result;

  SmallTask(Consumer<Batch> change, Runnable afterwards, CompletableFuture<Void> result) {
    this.change = change;
    this.afterwards = afterwards;
    this.result = result;
  }

  @Override
  public void prepare(Batch batch) {
    change.accept(batch);
  }

  @Override
  public void done() {
    afterwards.run();
    result.complete(null);
  }

  @Override
  public void failed(RuntimeException why) {
    result.completeExceptionally(why);
  }
}
