package org.karamail.hook.engine.internal.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Ends calls whose time is over.
 *
 * <p>It looks at all hook threads every few milliseconds while any chain is under way, and sleeps otherwise: that costs a
 * chain nothing, where a timer for each call would cost every call. A thread whose call was ended is given up and
 * interrupted, only then and only once; if it still runs a second later its hook is quarantined.
 */
final class Watchdog {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HookPool pool;
  private final Consumer<Asked> onStubborn;
  private final Set<RunningCall> awaited = ConcurrentHashMap.newKeySet();
  private final Set<PermitPair> lines = ConcurrentHashMap.newKeySet();
  private final Set<Stubborn> interrupted = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile int chains;
  private volatile boolean closed;

  /** A thread that was interrupted because its call was overdue. */
  private record Stubborn(HookThread thread, Asked asked, long since) {}

  Watchdog(HookPool pool, Consumer<Asked> onStubborn) {
    this.pool = pool;
    this.onStubborn = onStubborn;
    this.thread = new Thread(null, this::watch, "karamail-hook-watchdog", 0, false);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** A chain begins: keep looking. */
  void chainBegan() {
    boolean first;
    synchronized (this) {
      first = chains == 0;
      chains++;
    }
    if (first) {
      LockSupport.unpark(thread);
    }
  }

  synchronized void chainEnded() {
    chains--;
  }

  /** A call that has left its thread and answers later. */
  void watch(RunningCall call) {
    awaited.add(call);
  }

  void forget(RunningCall call) {
    awaited.remove(call);
  }

  /** A chain that waits for a permit. */
  void watch(PermitPair line) {
    lines.add(line);
  }

  void forget(PermitPair line) {
    lines.remove(line);
  }

  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void watch() {
    while (!closed) {
      if (chains == 0 && interrupted.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      look(System.nanoTime());
    }
  }

  private void look(long now) {
    for (HookThread running : pool.threads()) {
      running.call().filter(call -> call.isOverdue(now)).ifPresent(call -> endCall(running, call, now));
    }
    awaited.removeIf(call -> !call.isOpen() || (call.isOverdue(now) && expire(call)));
    lines.removeIf(line -> line.isOverdue(now) && giveUp(line));
    interrupted.removeIf(stubborn -> isOver(stubborn, now));
  }

  private void endCall(HookThread running, RunningCall call, long now) {
    if (!call.isOpen()) {
      return;
    }
    if (call.expire() && pool.giveUp(running, call)) {
      interrupted.add(new Stubborn(running, call.asked(), now));
    }
  }

  private boolean expire(RunningCall call) {
    call.expire();
    return true;
  }

  private static boolean giveUp(PermitPair line) {
    line.giveUpWaiting();
    return true;
  }

  private boolean isOver(Stubborn stubborn, long now) {
    if (!stubborn.thread.isAlive()) {
      return true;
    }
    if (now - stubborn.since < GRACE_NANOS) {
      return false;
    }
    onStubborn.accept(stubborn.asked);
    return true;
  }
}
