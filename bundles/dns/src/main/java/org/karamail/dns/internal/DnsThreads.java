package org.karamail.dns.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.dns.internal.net.Wire;

/**
 * The threads of the resolver, all of them: one for the sockets, one for the time, and a few that read answers and complete
 * stages. Nothing is left of them after {@link #close}.
 */
final class DnsThreads implements AutoCloseable {

  private static final int READERS = 4;

  private final Wire wire;
  private final ScheduledThreadPoolExecutor timer;
  private final ThreadPoolExecutor readers;

  DnsThreads() {
    try {
      wire = Wire.open();
    } catch (IOException noSelector) {
      throw new UncheckedIOException("karamail.dns cannot open sockets", noSelector);
    }
    timer = new ScheduledThreadPoolExecutor(1, named("karamail-dns-timer"));
    timer.setRemoveOnCancelPolicy(true);
    readers =
        new ThreadPoolExecutor(
            READERS, READERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("karamail-dns-answer"));
    readers.allowCoreThreadTimeOut(true);
  }

  Wire wire() {
    return wire;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  Executor readers() {
    return readers;
  }

  @Override
  public void close() {
    wire.close();
    timer.shutdownNow();
    readers.shutdown();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
