package org.karamail.rocksdb.internal.commit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The tasks that wait for the committer. Safe on any thread. */
final class Waiting {

  private final Deque<Task> tasks = new ArrayDeque<>();
  private boolean closed;
  private boolean failing;

  /** Lets a task wait; answers false when it may not. */
  synchronized boolean add(Task task) {
    if (closed || (failing && task.isGivenUpOnFailure())) {
      return false;
    }
    tasks.add(task);
    notifyAll();
    return true;
  }

  /** Waits for a task; empty when closed and nothing is left. */
  synchronized Optional<Task> take() throws InterruptedException {
    while (tasks.isEmpty() && !closed) {
      wait();
    }
    return poll();
  }

  synchronized Optional<Task> poll() {
    return Optional.ofNullable(tasks.poll());
  }

  synchronized void putBack(Task task) {
    tasks.addFirst(task);
  }

  /** From now on refuses what is given up on failure; takes out what of it waits. */
  synchronized List<Task> refuseWhatIsGivenUp() {
    failing = true;
    List<Task> givenUp = tasks.stream().filter(Task::isGivenUpOnFailure).toList();
    tasks.removeAll(givenUp);
    return givenUp;
  }

  synchronized void acceptAll() {
    failing = false;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized List<Task> takeAll() {
    List<Task> all = new ArrayList<>(tasks);
    tasks.clear();
    return all;
  }

  /** Waits that long, or until closed. */
  synchronized void pause(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    long left = atMost.toMillis();
    while (!closed && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }
}
