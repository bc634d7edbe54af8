package org.karamail.intake.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads {@code karamail-intake-N}, on which is done what waits for a disk after a hook has answered, and all that follows
 * for messages without a thread of their own: a few, none without hooks.
 *
 * <p>What follows at once goes on where it is: a message changes threads for its hooks, and not between two steps of our own.
 */
final class IntakeThreads implements Executor, AutoCloseable {

  private static final int MOST = 4;
  private static final int IDLE_SECONDS = 20;

  private final AtomicInteger names = new AtomicInteger();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

  /** One of ours, which knows how deep in steps it is. */
  private static final class IntakeThread extends Thread {

    private final Depth depth = new Depth();

    IntakeThread(Runnable task, String name) {
      super(task, name);
    }
  }

  /** Threads that come when they are needed. The line before them is as long as there are sessions. */
  IntakeThreads() {
    pool.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable task) {
    Thread thread = new IntakeThread(task, "karamail-intake-" + names.incrementAndGet());
    thread.setContextClassLoader(IntakeThreads.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() instanceof IntakeThread here && here.depth.hasRoom()) {
      here.depth.take(task);
    } else {
      pool.execute(task);
    }
  }

  /** Takes no more; what has begun goes on. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
