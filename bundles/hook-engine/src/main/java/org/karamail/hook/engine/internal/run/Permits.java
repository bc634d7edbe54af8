package org.karamail.hook.engine.internal.run;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a plugin owns of the pool: so many calls at once for each component at a point, and so many for the whole plugin. A
 * call that gets none waits in a bounded line, without a thread, within its own deadline.
 *
 * <p>A permit is kept until the call has really ended, also when nobody waits for its answer any more: a plugin that hangs
 * uses up its own permits and nobody else's.
 */
public final class Permits {

  private final int limit;
  private final int longestLine;
  private final Deque<Runnable> line = new ArrayDeque<>();
  private int used;

  Permits(int limit, int longestLine) {
    this.limit = limit;
    this.longestLine = longestLine;
  }

  /** What came of asking for a permit. */
  enum Admission {
    GRANTED,
    /** The runnable will be run when a permit is free, and then owns it. */
    WAITING,
    /** The line is full. */
    BUSY
  }

  synchronized Admission acquire(Runnable whenGranted) {
    if (used < limit) {
      used++;
      return Admission.GRANTED;
    }
    if (line.size() >= longestLine) {
      return Admission.BUSY;
    }
    line.addLast(whenGranted);
    return Admission.WAITING;
  }

  /** Leaves the line; answers false when the permit has just been granted. */
  synchronized boolean leaveLine(Runnable whenGranted) {
    return line.remove(whenGranted);
  }

  void release() {
    Runnable next;
    synchronized (this) {
      next = line.pollFirst();
      if (next == null) {
        used--;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
