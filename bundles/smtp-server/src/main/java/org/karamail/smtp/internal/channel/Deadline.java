package org.karamail.smtp.internal.channel;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Wakes a session when its client has been silent for too long: one scheduled task, which looks when it runs whether the
 * deadline has moved on, so that moving it costs nothing.
 */
final class Deadline {

  private final EventLoop loop;
  private final LongSupplier nanos;
  private final Runnable missed;
  private Optional<ScheduledFuture<?>> task = Optional.empty();
  private long scheduledFor;
  private long deadline;
  private boolean running;

  Deadline(EventLoop loop, LongSupplier nanos, Runnable missed) {
    this.loop = loop;
    this.nanos = nanos;
    this.missed = missed;
  }

  /** It is the client's turn until then. */
  void set(long then) {
    deadline = then;
    running = true;
    if (task.isEmpty() || then - scheduledFor < 0) {
      schedule();
    }
  }

  /** It is our turn: no deadline. */
  void suspend() {
    running = false;
  }

  /** For good. */
  void cancel() {
    running = false;
    task.ifPresent(scheduled -> scheduled.cancel(false));
    task = Optional.empty();
  }

  private void schedule() {
    task.ifPresent(scheduled -> scheduled.cancel(false));
    scheduledFor = deadline;
    long wait = Math.max(0, deadline - nanos.getAsLong());
    task = Optional.of(loop.schedule(this::look, wait, TimeUnit.NANOSECONDS));
  }

  private void look() {
    task = Optional.empty();
    if (!running) {
      return;
    }
    if (deadline - nanos.getAsLong() > 0) {
      schedule();
    } else {
      running = false;
      missed.run();
    }
  }
}
