package org.karamail.deploy.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A waiting line for each plugin: what is done to one is done in order, and one that hangs holds up no other. */
final class Lines implements AutoCloseable {

  private static final int KEEP_THREAD_SECONDS = 5;

  private final Map<String, ThreadPoolExecutor> lines = new ConcurrentHashMap<>();

  /** Does something when what was asked before on this line is done. */
  void on(String line, Runnable task) {
    lines.computeIfAbsent(line, Lines::line).execute(task);
    lines.entrySet().removeIf(entry -> !entry.getKey().equals(line) && entry.getValue().getPoolSize() == 0);
  }

  private static ThreadPoolExecutor line(String name) {
    ThreadPoolExecutor line =
        new ThreadPoolExecutor(
            1,
            1,
            KEEP_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "karamail-deploy-" + name);
              thread.setDaemon(true);
              return thread;
            });
    line.allowCoreThreadTimeOut(true);
    return line;
  }

  @Override
  public void close() {
    lines.values().forEach(ThreadPoolExecutor::shutdownNow);
  }
}
