package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something short after a while, on a thread of its own. */
final class Timers implements AutoCloseable {

  /** No timer at all. */
  static final Timer NONE = () -> {};

  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(null, task, "karamail-hook-timers", 0, false);
            thread.setDaemon(true);
            return thread;
          });

  /** Something that will be run. */
  interface Timer {

    /** It will not be run, unless it has been already. */
    void cancel();
  }

  Timers() {
    executor.setRemoveOnCancelPolicy(true);
    executor.prestartAllCoreThreads(); // now, and not on the stack of some plugin
  }

  Timer after(Duration wait, Runnable task) {
    try {
      Future<?> scheduled = executor.schedule(() -> run(task), wait.toMillis(), TimeUnit.MILLISECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException closed) {
      LOG.debug("a timer of the hook engine comes after its end: {}", closed.getMessage());
      return NONE;
    }
  }

  /** Runs something again and again, with this pause. */
  void every(Duration pause, Runnable task) {
    var unused =
        executor.scheduleWithFixedDelay(() -> run(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException bug) {
      LOG.error("A timer of the hook engine failed", bug);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
