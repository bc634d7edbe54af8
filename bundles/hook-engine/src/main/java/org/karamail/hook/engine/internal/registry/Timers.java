package org.karamail.hook.engine.internal.registry;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something short after a while, on a thread of its own. */
final class Timers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(null, task, "karamail-hook-timers", 0, false);
            thread.setDaemon(true);
            return thread;
          });

  Timers() {
    executor.setRemoveOnCancelPolicy(true);
    executor.prestartAllCoreThreads(); // now, and not on the stack of some plugin
  }

  void after(Duration wait, Runnable task) {
    var unused = executor.schedule(() -> run(task), wait.toMillis(), TimeUnit.MILLISECONDS);
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
