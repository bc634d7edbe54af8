package org.karamail.plugin.mailauth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.karamail.hook.Call;

/** The plugin's own clockwork: one thread that ends what takes too long. Ends with the plugin. */
final class Deadlines implements AutoCloseable {

  /** What is kept of a call's time so that the answer still comes in time. */
  private static final Duration MARGIN = Duration.ofMillis(250);

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Deadlines::thread);

  Deadlines() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** How long an answer to a call may take. */
  static Duration patience(Call call) {
    Duration patience = call.remaining().minus(MARGIN);
    return patience.isNegative() ? Duration.ZERO : patience;
  }

  /** What the stage gives, or the substitute when it has given nothing by then. */
  <T> CompletionStage<T> within(Duration limit, CompletionStage<T> stage, Supplier<T> substitute) {
    CompletableFuture<T> bounded = new CompletableFuture<>();
    stage.whenComplete(
        (value, thrown) -> {
          if (thrown == null) {
            bounded.complete(value);
          } else {
            bounded.completeExceptionally(thrown);
          }
        });
    if (!bounded.isDone()) {
      ScheduledFuture<?> end =
          timer.schedule(() -> bounded.complete(substitute.get()), limit.toNanos(), TimeUnit.NANOSECONDS);
      var unused = bounded.whenComplete((value, thrown) -> end.cancel(false));
    }
    return bounded;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "mailauth-timer");
    thread.setDaemon(true);
    return thread;
  }
}
