package org.karamail.outbound.internal;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to connections that nobody uses: asks them whether they are alive, and says good-bye. Mail never waits for it. When
 * too many are to be seen off, the rest are closed without a word.
 */
final class Caretaker implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final Duration TO_FINISH = Duration.ofMillis(500);
  private static final int THREADS = 4;
  private static final int LINE = 200;

  private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(threads("rounds"));
  private final ThreadPoolExecutor talks =
      new ThreadPoolExecutor(
          THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LINE), threads("caretaker"));

  Caretaker() {
    talks.allowCoreThreadTimeOut(true);
  }

  /** Begins to look after a pool. */
  void lookAfter(Connections connections, Supplier<OutboundSettings> settings) {
    var unused =
        rounds.scheduleWithFixedDelay(
            () -> round(connections, settings.get()), ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round(Connections connections, OutboundSettings settings) {
    try {
      for (Connection one : connections.takeRested(settings.keeping().keepAlive())) {
        visit(connections, one);
      }
    } catch (RuntimeException bug) {
      LOG.error("idle connections are not looked after now", bug);
    }
  }

  private void visit(Connections connections, Connection one) {
    talk(() -> {
      if (one.conversation().isAlive()) {
        connections.putBack(one);
      } else {
        LOG.debug("{} is gone while it was idle", one.key().peer());
        connections.drop(one);
      }
    }, () -> connections.drop(one));
  }

  /** Says good-bye, soon; the connection is not the pool's any more. */
  void dismiss(Connection one) {
    talk(one.conversation()::farewell, one.conversation()::close);
  }

  private void talk(Runnable words, Runnable otherwise) {
    try {
      talks.execute(words);
    } catch (RejectedExecutionException busy) {
      otherwise.run();
    }
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    talks.shutdown();
    try {
      if (!talks.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
        talks.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      talks.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "karamail-smtp-" + name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(Caretaker.class.getClassLoader());
      return thread;
    };
  }
}
