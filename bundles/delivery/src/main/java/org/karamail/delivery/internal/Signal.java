package org.karamail.delivery.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes one thread. Raising it while it is raised costs one read, so that ten thousand commits a second may raise it; what
 * is raised while nobody waits is not lost.
 */
final class Signal {

  private final AtomicBoolean raised = new AtomicBoolean();
  private volatile Thread waiter = Thread.currentThread();

  /** Wakes the waiting thread; any thread, waits for nothing. */
  void raise() {
    if (!raised.get() && raised.compareAndSet(false, true)) {
      LockSupport.unpark(waiter);
    }
  }

  /** Waits until it is raised or the time is over, and lowers it. One thread only; an interrupt ends the wait. */
  void await(long nanos) {
    waiter = Thread.currentThread();
    if (!raised.get()) {
      LockSupport.parkNanos(this, nanos);
    }
    raised.set(false);
  }
}
