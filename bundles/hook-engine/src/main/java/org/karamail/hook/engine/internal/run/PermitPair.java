package org.karamail.hook.engine.internal.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The two permits a call needs: of its component at this point, and of its plugin, asked for in this order. While one must be
 * waited for, the chain holds no thread; it goes on when the permit is granted or the wait is over.
 */
final class PermitPair {

  private final Asked asked;
  private final long deadline;
  private final Runnable goOn;
  private final Runnable whenGranted = this::granted;
  private final AtomicBoolean armed = new AtomicBoolean();
  private final AtomicBoolean grantedEarly = new AtomicBoolean();
  private final AtomicInteger held = new AtomicInteger();
  private boolean refused;

  PermitPair(Asked asked, long deadline, Runnable goOn) {
    this.asked = asked;
    this.deadline = deadline;
    this.goOn = goOn;
  }

  /** Whether the asking is over: both are held, or it is refused. False: the chain waits, and {@link #arm} comes next. */
  boolean acquire() {
    while (!refused && held.get() < 2) {
      Permits.Admission admission = wanted().acquire(whenGranted);
      if (admission == Permits.Admission.WAITING) {
        return false;
      }
      if (admission == Permits.Admission.BUSY) {
        refuse();
      } else {
        held.incrementAndGet();
      }
    }
    return true;
  }

  /** Says that the chain has let go of its thread: a grant from now on, or one that came before, lets it go on. */
  void arm() {
    armed.set(true);
    if (grantedEarly.compareAndSet(true, false)) {
      proceed();
    }
  }

  boolean isRefused() {
    return refused;
  }

  boolean isOverdue(long now) {
    return now - deadline >= 0;
  }

  /** Ends the wait without a permit; called by the watchdog. Does nothing when one has just been granted. */
  void giveUpWaiting() {
    if (wanted().leaveLine(whenGranted)) {
      refuse();
      goOn.run();
    }
  }

  void release() {
    int owned = held.getAndSet(0);
    if (owned > 1) {
      asked.pluginPermits().release();
    }
    if (owned > 0) {
      asked.ownPermits().release();
    }
  }

  private Permits wanted() {
    return held.get() == 0 ? asked.ownPermits() : asked.pluginPermits();
  }

  private void granted() {
    if (armed.get()) {
      proceed();
    } else {
      grantedEarly.set(true);
      if (armed.get() && grantedEarly.compareAndSet(true, false)) {
        proceed();
      }
    }
  }

  private void proceed() {
    held.incrementAndGet();
    armed.set(false);
    goOn.run();
  }

  private void refuse() {
    release();
    refused = true;
  }
}
