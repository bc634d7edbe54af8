package org.karamail.hook.engine.internal.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends calls whose time is over.
 *
 * <p>It looks at all hook threads every few milliseconds while chains come, and sleeps when none has come for a second: that
 * costs a chain nothing, where a timer for each call would cost every call, and waking it for each chain would cost a change of
 * threads. A thread whose call was ended is given up and
 * interrupted, only then and only once; if it still runs a second later its hook is quarantined.
 */
final class Watchdog {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int LOOKS_BEFORE_SLEEP = 100;
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HookPool pool;
  private final Consumer<Watched> onStubborn;
  private final Set<RunningCall> awaited = ConcurrentHashMap.newKeySet();
  private final Set<PermitPair> lines = ConcurrentHashMap.newKeySet();
  private final Set<Interrupted> interrupted = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private final AtomicInteger chains = new AtomicInteger();
  private volatile boolean asleep;
  private volatile boolean closed;

  /** A thread that was interrupted because its call was overdue. */
  private record Interrupted(HookThread thread, Watched code, long since) {}

  Watchdog(HookPool pool, Consumer<Watched> onStubborn) {
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
    chains.incrementAndGet(); // before asleep is read: whoever comes second of this thread and the watchdog sees the other
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  void chainEnded() {
    chains.decrementAndGet();
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
    int idleLooks = 0;
    while (!closed) {
      if (idleLooks < LOOKS_BEFORE_SLEEP) {
        LockSupport.parkNanos(this, LOOK_NANOS);
      } else {
        sleep();
      }
      idleLooks = isIdle() ? idleLooks + 1 : 0;
      look(System.nanoTime());
    }
    cutOff();
  }

  private void sleep() {
    asleep = true;
    while (!closed && isIdle()) {
      LockSupport.park(this);
    }
    asleep = false;
  }

  private boolean isIdle() {
    return chains.get() == 0 && interrupted.isEmpty();
  }

  /** Nobody will look any more: ends what is under way. */
  private void cutOff() {
    pool.threads().forEach(running -> running.pluginCode().ifPresent(code -> safely(code::expire)));
    awaited.forEach(call -> safely(call::expire));
    lines.forEach(line -> safely(line::giveUpWaiting));
  }

  /** Looks at everything once, at this time. */
  void look(long now) {
    pool.spread();
    for (HookThread running : pool.threads()) {
      running.pluginCode().filter(code -> code.isOverdue(now)).ifPresent(code -> safely(() -> end(running, code, now)));
    }
    awaited.removeIf(call -> !call.isOpen() || (call.isOverdue(now) && safely(call::expire)));
    lines.removeIf(line -> line.isOverdue(now) && safely(line::giveUpWaiting));
    interrupted.removeIf(one -> isOver(one, now));
  }

  private void end(HookThread running, Watched code, long now) {
    try {
      code.expire();
    } finally {
      if (pool.giveUp(running, code)) {
        interrupted.add(new Interrupted(running, code, now));
      }
    }
  }

  private boolean isOver(Interrupted one, long now) {
    if (!one.thread.isAlive()) {
      return true;
    }
    if (now - one.since < GRACE_NANOS) {
      return false;
    }
    safely(() -> onStubborn.accept(one.code));
    return true;
  }

  /** Nothing that goes wrong with one call may keep it from watching the others; answers that the step is over. */
  private static boolean safely(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error bug) {
      LOG.error("the watchdog of hooks failed at one call and goes on", bug);
    }
    return true;
  }
}
