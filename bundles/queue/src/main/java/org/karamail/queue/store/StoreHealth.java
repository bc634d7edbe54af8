package org.karamail.queue.store;

/**
 * How the store is.
 *
 * @param state what it can do
 * @param detail for the operator: what is wrong and what to do about it; empty when nothing is
 * @param freeBytes free space where the queue lies
 * @param setAside entries that could not be read and lie aside for inspection
 */
public record StoreHealth(State state, String detail, long freeBytes, long setAside) {

  /** What the store can do. */
  public enum State {
    /** Takes in and gives out. */
    OPEN,
    /** Free space is below the reserve: takes nothing in, leases nothing; takes outcomes. */
    FULL,
    /** A write failed: closed, being reopened. */
    FAILED,
    /** Shut down. */
    CLOSED
  }
}
