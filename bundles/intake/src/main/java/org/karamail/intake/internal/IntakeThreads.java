package org.karamail.intake.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads {@code karamail-intake-N}, on which messages go on when a hook has answered: a few, none without hooks. */
final class IntakeThreads {

  private static final int MOST = 4;
  private static final int IDLE_SECONDS = 20;

  private IntakeThreads() {}

  /** Threads that come when they are needed. The line before them is as long as there are sessions. */
  static ThreadPoolExecutor start() {
    AtomicInteger names = new AtomicInteger();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task, "karamail-intake-" + names.incrementAndGet());
          thread.setContextClassLoader(IntakeThreads.class.getClassLoader());
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
