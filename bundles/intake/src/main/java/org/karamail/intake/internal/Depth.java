package org.karamail.intake.internal;

/**
 * How deep in steps a message is that are taken on the spot, one within the other. Beyond a few, as with many recipients, the
 * stack must be let go first. Belongs to one thread at a time.
 */
final class Depth {

  private static final int MOST = 16;

  private int steps;

  boolean hasRoom() {
    return steps < MOST;
  }

  /** Takes a step on the spot. */
  void take(Runnable step) {
    steps++;
    try {
      step.run();
    } finally {
      steps--;
    }
  }
}
