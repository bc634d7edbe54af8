package org.karamail.rocksdb.internal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.karamail.queue.QueuePolicy;
import org.karamail.queue.store.StoreClosedException;
import org.karamail.queue.store.StoreHealth;
import org.karamail.rocksdb.internal.commit.Closed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store is open, full, failed or shut down, and what that is told to whom. Safe on any thread. */
final class Condition {

  private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

  private final Path folder;
  private final QueuePolicy policy;
  private final Ballast ballast;
  private volatile StoreHealth.State state = StoreHealth.State.CLOSED;
  private volatile String detail = "not opened yet";
  private volatile long free;
  private boolean shutDown;

  Condition(Path folder, QueuePolicy policy, Ballast ballast) {
    this.folder = folder;
    this.policy = policy;
    this.ballast = ballast;
  }

  StoreHealth.State state() {
    return state;
  }

  boolean isOpen() {
    return state == StoreHealth.State.OPEN;
  }

  StoreHealth health(long setAside) {
    look();
    return new StoreHealth(state, detail, free, setAside);
  }

  synchronized void opened() {
    if (shutDown) {
      return;
    }
    state = StoreHealth.State.OPEN;
    detail = "";
    look();
  }

  synchronized void failed(String why) {
    if (shutDown) {
      return;
    }
    if (freeBytes() < Ballast.OCTETS) {
      ballast.release();
    }
    if (state != StoreHealth.State.FAILED) {
      LOG.error("the queue in {} is closed until its disk works again; it is tried again and again: {}", folder, why);
    }
    state = StoreHealth.State.FAILED;
    detail = why;
  }

  /** Shuts down; answers whether it was open, or failing, until now. */
  synchronized boolean close() {
    boolean first = !shutDown;
    shutDown = true;
    state = StoreHealth.State.CLOSED;
    detail = "shut down";
    return first;
  }

  /** Looks how much space is free; answers whether the store has just opened again for it. */
  synchronized boolean look() {
    if (state != StoreHealth.State.OPEN && state != StoreHealth.State.FULL) {
      return false;
    }
    free = freeBytes();
    long reserve = policy.settings().diskReserve();
    boolean full = free < reserve;
    boolean wasFull = state == StoreHealth.State.FULL;
    if (full && !wasFull) {
      LOG.error("{} has {} octets free, less than the reserve of {}: nothing is taken in or delivered", folder, free, reserve);
    } else if (!full && wasFull) {
      LOG.info("{} has {} octets free again: the queue goes on", folder, free);
    }
    state = full ? StoreHealth.State.FULL : StoreHealth.State.OPEN;
    detail = full ? "only " + free + " octets are free in " + folder + ", the reserve is " + reserve + ": make room" : "";
    return wasFull && !full;
  }

  /** Loads the ballast where there is room for it; takes a while. */
  void loadBallast() {
    if (isOpen()) {
      ballast.load(free - policy.settings().diskReserve());
    }
  }

  /**
   * Lets a message of this size begin.
   *
   * @throws StoreClosedException if nothing is taken in, or it does not fit
   */
  void admit(long expectedSize) {
    switch (state) {
      case FAILED -> throw Closed.failed(detail);
      case CLOSED -> throw Closed.shutDown();
      case FULL -> throw Closed.full(detail);
      case OPEN -> {
        if (expectedSize > free - policy.settings().diskReserve()) {
          throw Closed.full(expectedSize + " octets are announced, " + free + " are free with the reserve");
        }
      }
    }
  }

  private long freeBytes() {
    try {
      FileStore store = Files.getFileStore(folder);
      return store.getUsableSpace();
    } catch (IOException unknown) {
      LOG.warn("the free space of {} cannot be told: {}", folder, unknown.toString());
      return free;
    }
  }
}
