package org.karamail.rocksdb.internal.body;

import java.util.concurrent.atomic.AtomicLong;

/** How much heap all drafts together may take. Ten thousand slow senders must not fill it. Safe on any thread. */
public final class MemoryBudget {

  private final AtomicLong free;

  public MemoryBudget(long octets) {
    this.free = new AtomicLong(octets);
  }

  /** Takes that much, or nothing. */
  boolean take(long octets) {
    long before = free.get();
    while (before >= octets) {
      if (free.compareAndSet(before, before - octets)) {
        return true;
      }
      before = free.get();
    }
    return false;
  }

  void giveBack(long octets) {
    free.addAndGet(octets);
  }

  /** What is left. */
  public long free() {
    return free.get();
  }
}
