package org.karamail.rocksdb.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store's threads beside the committer: those that write body files, and the one for upkeep. */
final class StoreThreads implements AutoCloseable {

  private static final int WRITERS = 4;
  private static final int CLOSE_WITHIN_SECONDS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(StoreThreads.class);

  private final List<Future<?>> periodic = new CopyOnWriteArrayList<>();
  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, named("karamail-store-writer"));
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(named("karamail-store-upkeep"));

  ExecutorService writers() {
    return writers;
  }

  ScheduledExecutorService upkeep() {
    return upkeep;
  }

  /** Does something again and again on the upkeep thread, also after it has failed. */
  void every(Duration pause, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException failed) {
            LOG.warn("upkeep of the queue failed and is tried again in {}: {}", pause, failed.toString());
          }
        };
    periodic.add(
        upkeep.scheduleWithFixedDelay(guarded, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Ends the upkeep at once, the writers when what they have is written. */
  @Override
  public void close() {
    periodic.forEach(work -> work.cancel(false));
    upkeep.shutdown();
    writers.shutdown();
    try {
      writers.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
      upkeep.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> new Thread(work, name + "-" + number.incrementAndGet());
  }
}
