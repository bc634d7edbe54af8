package org.karamail.routing.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Looks every second whether a file of recipients has changed. Has a thread only while there is such a file. */
final class RecipientWatch {

  private final Optional<ScheduledExecutorService> thread;

  private RecipientWatch(Optional<ScheduledExecutorService> thread) {
    this.thread = thread;
  }

  /** Begins to watch these recipients; what is no file needs no watching. */
  static RecipientWatch over(LocalRecipients recipients, Duration period) {
    if (!(recipients instanceof RecipientFile file)) {
      return new RecipientWatch(Optional.empty());
    }
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread watcher = new Thread(task, "karamail-local-recipients");
              watcher.setDaemon(true);
              return watcher;
            });
    var unused = thread.scheduleWithFixedDelay(file::refresh, period.toMillis(), period.toMillis(), MILLISECONDS);
    return new RecipientWatch(Optional.of(thread));
  }

  void end() {
    thread.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
