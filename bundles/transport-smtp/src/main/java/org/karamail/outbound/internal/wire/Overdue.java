package org.karamail.outbound.internal.wire;

import java.io.Closeable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends what takes too long, on a thread of its own, by closing the connection: the one way that ends a blocked write as well
 * as a blocked read and a handshake, and that no drip gets around.
 */
public final class Overdue implements Closeable {

  private static final long EVERY_MILLIS = 100;

  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread watch = new Thread(task, "karamail-smtp-deadlines");
            watch.setDaemon(true);
            watch.setContextClassLoader(Overdue.class.getClassLoader());
            return watch;
          });

  public Overdue() {
    var unused = thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  void watch(Link link) {
    links.add(link);
  }

  void forget(Link link) {
    links.remove(link);
  }

  private void look() {
    long now = System.nanoTime();
    links.forEach(link -> link.closeIfOverdue(now));
  }

  /** Ends the watch and every connection under it. */
  @Override
  public void close() {
    thread.shutdownNow();
    links.forEach(Link::close);
  }
}
