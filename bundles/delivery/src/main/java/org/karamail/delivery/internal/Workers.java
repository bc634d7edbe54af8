package org.karamail.delivery.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery workers: threads {@code karamail-delivery-N}, made when there is work for one more, gone after a while
 * without any.
 *
 * <p>How many there may be is not decided here: whoever hands in work holds a slot for it. There are as many threads as
 * unfinished works, never more, because a work may wait for minutes and must not keep another one waiting behind it.
 * Neither a {@code ThreadPoolExecutor} with a queue (starts no thread for what waits in the queue) nor one without (starts
 * a new thread when a worker is just about to ask for work) does that.
 *
 * <p>The one race is between a work that comes and a worker that leaves. The work is put first and the threads are counted
 * then; the worker is counted out first and compares then. One of them sees the other, and starts a worker.
 */
final class Workers {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final long STACK_OF_A_WORKER = 512 * 1024;

  private final LinkedTransferQueue<Runnable> waiting = new LinkedTransferQueue<>();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicInteger threads = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();
  private volatile boolean closed;

  /** Has a work done. Any thread; waits for nothing. The work must not throw. */
  void run(Runnable work) {
    unfinished.incrementAndGet();
    waiting.put(work);
    startWorkerIfNeeded();
  }

  /** How many works are not done. */
  int unfinished() {
    return unfinished.get();
  }

  /** Lets workers go as soon as they have nothing to do. */
  void close() {
    closed = true;
    for (int i = threads.get(); i > 0; i--) {
      unfinished.incrementAndGet();
      waiting.put(() -> {});
    }
  }

  /** Waits until all threads are gone; answers whether they are. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (threads) {
      while (threads.get() > 0) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(threads, left);
      }
      return true;
    }
  }

  /** Starts the worker that could not be started when its work came. */
  void startWorkerIfNeeded() {
    if (threads.get() >= unfinished.get()) {
      return;
    }
    threads.incrementAndGet();
    Thread worker =
        new Thread(null, this::work, "karamail-delivery-" + names.incrementAndGet(), STACK_OF_A_WORKER);
    worker.setContextClassLoader(Workers.class.getClassLoader());
    try {
      worker.start();
    } catch (OutOfMemoryError noThread) {
      leave();
      LOG.error("cannot start a delivery worker; the {} there are go on alone: {}", threads, noThread.toString());
    }
  }

  /** Also a worker that dies of its work looks for work behind it, or that work would wait for the next one to come. */
  private void work() {
    try {
      doWaitingWorks();
    } finally {
      leave();
      startWorkerIfNeeded();
    }
  }

  private void doWaitingWorks() {
    try {
      Optional<Runnable> work = next();
      while (work.isPresent()) {
        try {
          work.get().run();
        } finally {
          unfinished.decrementAndGet();
        }
        work = next();
      }
    } catch (InterruptedException late) {
      LOG.debug("{} was interrupted after its attempt had ended", Thread.currentThread().getName());
    }
  }

  private Optional<Runnable> next() throws InterruptedException {
    return Optional.ofNullable(
        closed ? waiting.poll() : waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void leave() {
    threads.decrementAndGet();
    synchronized (threads) {
      threads.notifyAll();
    }
  }
}
