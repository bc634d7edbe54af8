package org.karamail.intake.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How deep in steps a message is that are taken on the spot, one within the other. Beyond a few, as with many recipients, the
 * stack must be let go first. Safe on any thread: where a hook answers, the next step may begin on one thread before the last
 * has ended on another.
 */
final class Depth {

  private static final int MOST = 16;

  private final AtomicInteger steps = new AtomicInteger();

  boolean hasRoom() {
    return steps.get() < MOST;
  }

  /** Takes a step on the spot. */
  void take(Runnable step) {
    steps.incrementAndGet();
    try {
      step.run();
    } finally {
      steps.decrementAndGet();
    }
  }
}
