package org.karamail.hook.engine.internal.run;

import java.time.Duration;

/** The time that several points have together. It runs from the first question on; used by one thread at a time. */
final class Budget {

  private volatile boolean running;
  private volatile long deadline;

  /** When it is over, by {@link System#nanoTime()}; the first question begins it. */
  long deadline(Duration whole) {
    if (!running) {
      deadline = System.nanoTime() + whole.toNanos();
      running = true;
    }
    return deadline;
  }

  /** The next question begins it anew. */
  void renew() {
    running = false;
  }
}
