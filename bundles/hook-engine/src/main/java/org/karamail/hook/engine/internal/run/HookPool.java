package org.karamail.hook.engine.internal.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which plugin code runs: shared by all plugins, bounded, and nothing else runs on them but the short steps that
 * follow an answer ({@link org.karamail.hook.engine.AnswerThread}).
 *
 * <p>Not a {@link java.util.concurrent.ThreadPoolExecutor}, for three reasons. A thread whose call did not come back in time
 * is given up and must not count towards the bound, or one plugin could eat the pool. A thread that ran the code of a bundle
 * that has stopped must end, because a ThreadLocal in it would pin the bundle's class loader. And threads must be made by a
 * thread of our own: a new thread inherits the access control context of its maker, which may hold plugin classes.
 *
 * <p>Idle threads are reused last in, first out, and end after a while.
 *
 * <p><b>Short tasks.</b> Most hooks answer in less time than it takes to wake a thread. So a task that is short by experience
 * waits behind another such task that runs, a few of them at most, and its thread goes from one to the next. When experience
 * misleads, the watchdog hands those who wait to other threads at its next look.
 */
final class HookPool {

  /** What a thread is handed to end. */
  static final PoolTask STOP =
      new PoolTask() {
        @Override
        public void run() {}

        @Override
        public boolean isShort() {
          return false;
        }
      };

  private static final Logger LOG = LoggerFactory.getLogger(HookPool.class);
  private static final long IDLE_MILLIS = 30_000;
  private static final long BREATH_NANOS = 100_000_000;

  /** So many short tasks wait behind one that runs; the next one wakes a thread. */
  private static final int MOST_BEHIND_ONE = 4;

  private final IntSupplier cap;
  private final LinkedBlockingQueue<PoolTask> births = new LinkedBlockingQueue<>();
  private final Thread starter;

  private final Object lock = new Object();
  private final Deque<HookThread> idle = new ArrayDeque<>();
  private final Queue<PoolTask> waiting = new ArrayDeque<>();
  private final Set<HookThread> threads = new HashSet<>();
  private int counted;
  private int atShortTasks;
  private int number;
  private long era;
  private boolean closed;

  HookPool(IntSupplier cap) {
    this.cap = cap;
    this.starter = new Thread(null, this::makeThreads, "karamail-hook-starter", 0, false);
    starter.setDaemon(true);
    starter.start();
  }

  /**
   * Runs a task on a hook thread, now or when one is free. Tasks are bounded by who submits them: each session and each
   * delivery has one at most.
   *
   * @return whether it will be run; false when the pool is closed
   */
  boolean execute(PoolTask task) {
    synchronized (lock) {
      if (closed) {
        return false;
      }
      if (waiting.size() < MOST_BEHIND_ONE * atShortTasks && task.isShort()) {
        waiting.add(task);
      } else {
        dispatch(task);
      }
      return true;
    }
  }

  /** Lets nobody wait behind a task that was to be short and is not; called by the watchdog at each look. */
  void spread() {
    synchronized (lock) {
      relieve();
    }
  }

  /** Lets every thread that exists now end at its next pause, because it may have run code of a bundle that has stopped. */
  void retireThreads() {
    synchronized (lock) {
      era++;
      for (HookThread thread : idle) {
        thread.hand(STOP);
      }
      idle.clear();
    }
  }

  /** The threads that exist now, busy, idle or lost. */
  List<HookThread> threads() {
    synchronized (lock) {
      return List.copyOf(threads);
    }
  }

  /** How many threads were given up and have not ended yet. */
  int lost() {
    synchronized (lock) {
      return (int) threads.stream().filter(HookThread::isLost).count();
    }
  }

  /** How many tasks wait for a thread. */
  int backlog() {
    synchronized (lock) {
      return waiting.size();
    }
  }

  /**
   * Gives up a thread whose call is over and has not come back, and interrupts it: it no longer counts, and ends when the
   * call comes back. A thread that has left the call meanwhile is left alone: it may be doing something else already.
   */
  boolean giveUp(HookThread thread, Watched overdue) {
    synchronized (lock) {
      if (thread.isLost() || thread.pluginCode().filter(code -> code == overdue).isEmpty()) {
        return false;
      }
      thread.markLost(overdue.ledger());
      leaves(thread);
      counted--;
      relieve();
      thread.interrupt();
      return true;
    }
  }

  /** What a thread does next: a task, or empty-handed to its end. Called by the thread itself after each task. */
  PoolTask nextFor(HookThread thread) {
    synchronized (lock) {
      leaves(thread);
      if (closed || thread.isLost() || thread.era() != era) {
        return STOP;
      }
      PoolTask next = waiting.poll();
      if (next != null) {
        takes(thread, next);
        return next;
      }
      idle.addFirst(thread);
    }
    return thread.awaitTask(IDLE_MILLIS).orElseGet(() -> leaveIdle(thread));
  }

  void ended(HookThread thread) {
    synchronized (lock) {
      threads.remove(thread);
      leaves(thread);
      thread.lostTo().ifPresent(Ledger::threadReturned);
      if (!thread.isLost()) {
        counted--;
        relieve();
      }
    }
  }

  /**
   * Ends idle threads and interrupts the others; does not wait for them.
   *
   * @return tasks that had been taken and will not be run
   */
  List<PoolTask> close() {
    List<PoolTask> undone = new ArrayList<>();
    synchronized (lock) {
      closed = true;
      idle.forEach(thread -> thread.hand(STOP));
      idle.clear();
      undone.addAll(waiting);
      waiting.clear();
      threads.stream().filter(thread -> thread.pluginCode().isPresent()).forEach(Thread::interrupt);
    }
    births.drainTo(undone);
    births.add(STOP);
    return undone;
  }

  /** Gives tasks that wait to threads, as far as there are any. */
  private void relieve() {
    while (!waiting.isEmpty() && !closed && (!idle.isEmpty() || counted < cap.getAsInt())) {
      dispatch(waiting.remove());
    }
  }

  private void dispatch(PoolTask task) {
    HookThread free = idle.pollFirst();
    if (free != null) {
      takes(free, task);
      free.hand(task);
    } else if (counted < cap.getAsInt()) {
      counted++;
      births.add(task);
    } else {
      waiting.add(task);
    }
  }

  /** A thread begins a task. One that may take long is not waited for. */
  private void takes(HookThread thread, PoolTask task) {
    if (task.isShort()) {
      thread.setAtShortTask(true);
      atShortTasks++;
    } else {
      relieve();
    }
  }

  private void leaves(HookThread thread) {
    if (thread.isAtShortTask()) {
      thread.setAtShortTask(false);
      atShortTasks--;
    }
  }

  /** Ends a thread that nobody needed, unless somebody has handed it a task in this very moment. */
  private PoolTask leaveIdle(HookThread thread) {
    synchronized (lock) {
      idle.remove(thread);
      return thread.awaitTask(0).orElse(STOP);
    }
  }

  private void makeThreads() {
    while (true) {
      PoolTask first;
      try {
        first = births.take();
      } catch (InterruptedException stop) {
        LOG.debug("The hook pool's starter was interrupted and ends");
        return;
      }
      if (first == STOP) {
        return;
      }
      start(first);
    }
  }

  private void start(PoolTask first) {
    HookThread thread;
    synchronized (lock) {
      number++;
      thread = new HookThread(this, "karamail-hook-" + number, era, first);
      threads.add(thread);
      takes(thread, first);
    }
    try {
      thread.start();
    } catch (OutOfMemoryError noThread) { // a plugin, most likely, has used up what the system allows
      LOG.error("no hook thread can be started: {}; mail waits for those there are", noThread.getMessage());
      notStarted(thread, first);
    }
  }

  private void notStarted(HookThread thread, PoolTask first) {
    synchronized (lock) {
      threads.remove(thread);
      leaves(thread);
    }
    LockSupport.parkNanos(this, BREATH_NANOS);
    births.add(first);
  }
}
