package org.karamail.dns.internal;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many questions are asked at once. The others wait in a bounded line, in order: ten thousand messages to ten thousand
 * domains must not open as many sockets. Safe on any thread; never waits.
 */
final class Admission {

  private final int atOnce;
  private final int inLine;
  private final Queue<Runnable> line = new ArrayDeque<>();
  private int active;

  Admission(int atOnce, int inLine) {
    this.atOnce = atOnce;
    this.inLine = inLine;
  }

  /** Runs a task now or when its turn comes; answers false when the line is full. Each calls {@link #leave} at its end. */
  boolean enter(Runnable task) {
    synchronized (this) {
      if (active >= atOnce) {
        return line.size() < inLine && line.add(task);
      }
      active++;
    }
    task.run();
    return true;
  }

  /** One is done; answers the task whose turn it is, for the caller to run. */
  synchronized Runnable leave() {
    Runnable next = line.poll();
    if (next == null) {
      active--;
      return () -> {};
    }
    return next;
  }

  synchronized int active() {
    return active;
  }
}
