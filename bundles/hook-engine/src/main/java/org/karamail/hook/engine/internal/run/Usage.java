package org.karamail.hook.engine.internal.run;

import java.lang.management.ManagementFactory;

/** Processor time and memory that a thread has used. */
record Usage(long cpuNanos, long bytes) {

  private static final com.sun.management.ThreadMXBean THREADS = threads();

  /** What the calling thread has used since it was started. */
  static Usage ofThisThread() {
    return ofThisThread(THREADS.getCurrentThreadCpuTime());
  }

  /**
   * The same with a reading of its clock that is a moment old: of all figures that clock alone is expensive, a call of the
   * system.
   */
  static Usage ofThisThread(long cpuNanos) {
    return new Usage(cpuNanos, THREADS.getCurrentThreadAllocatedBytes());
  }

  Usage since(Usage before) {
    return new Usage(cpuNanos - before.cpuNanos, bytes - before.bytes);
  }

  private static com.sun.management.ThreadMXBean threads() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
  }
}
