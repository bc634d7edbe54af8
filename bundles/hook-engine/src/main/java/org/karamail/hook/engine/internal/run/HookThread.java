package org.karamail.hook.engine.internal.run;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.engine.AnswerThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of the {@link HookPool}. It inherits no thread locals, and ends when a bundle whose code it ran has stopped. */
final class HookThread extends Thread implements AnswerThread {

  private static final Logger LOG = LoggerFactory.getLogger(HookThread.class);

  private final HookPool pool;
  private final long era;
  private final LinkedBlockingQueue<PoolTask> handed = new LinkedBlockingQueue<>();
  private volatile @Nullable Ledger lostTo;
  private volatile @Nullable Watched running;
  private boolean atShortTask; // guarded by the pool's lock

  HookThread(HookPool pool, String name, long era, PoolTask first) {
    super(null, null, name, 0, false);
    this.pool = pool;
    this.era = era;
    handed.add(first);
    setDaemon(true);
    setContextClassLoader(HookThread.class.getClassLoader());
  }

  /** The hook thread that runs the caller. */
  static HookThread current() {
    if (Thread.currentThread() instanceof HookThread hookThread) {
      return hookThread;
    }
    throw new IllegalStateException("plugin code runs on hook threads only");
  }

  /**
   * Runs plugin code on this thread, under the eyes of the watchdog and with the plugin's class loader as context. Whatever
   * it throws becomes a problem: this is the one border at which it is contained. Behind it nobody is interrupted by what
   * the plugin has done to its own thread.
   */
  Answered runPluginCode(Watched code, Optional<ClassLoader> loader, Supplier<Answered> body) {
    ClassLoader ours = getContextClassLoader();
    setContextClassLoader(loader.orElse(ours));
    running = code;
    try {
      return body.get();
    } catch (Throwable anything) {
      return Answered.thrown(anything);
    } finally {
      running = null;
      interrupted();
      setContextClassLoader(ours);
    }
  }

  /** The plugin code that runs on it now. */
  Optional<Watched> pluginCode() {
    return Optional.ofNullable(running);
  }

  boolean isLost() {
    return lostTo != null;
  }

  /** Whose call did not come back in time. */
  Optional<Ledger> lostTo() {
    return Optional.ofNullable(lostTo);
  }

  long era() {
    return era;
  }

  /** Whether it is at a task that will be over soon; under the pool's lock only, as its change. */
  boolean isAtShortTask() {
    return atShortTask;
  }

  void setAtShortTask(boolean now) {
    atShortTask = now;
  }

  /** Gives it up; called once, under the pool's lock. */
  void markLost(Ledger ledger) {
    lostTo = ledger;
    ledger.threadLost();
  }

  void hand(PoolTask task) {
    handed.add(task);
  }

  /** Waits for a task; empty when none came in that time. Stray interrupts do not end the wait. */
  Optional<PoolTask> awaitTask(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      try {
        return Optional.ofNullable(handed.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
      } catch (InterruptedException stray) {
        LOG.debug("{} was interrupted while idle; it goes on waiting", getName());
      }
    }
  }

  @Override
  public void run() {
    try {
      PoolTask task = awaitTask(0).orElse(HookPool.STOP);
      while (task != HookPool.STOP) {
        task.run();
        task = pool.nextFor(this);
      }
    } finally {
      pool.ended(this);
    }
  }
}
