package org.karamail.guard;

/**
 * How the guard stands. Counters begin with the bundle.
 *
 * @param keys how many keys this node has in memory
 * @param forgotten how many were dropped before their buckets were full again, for want of room
 * @param allowed how many questions were granted
 * @param exceeded how many were not
 * @param sharing whether other nodes take part
 */
public record GuardStatistics(int keys, long forgotten, long allowed, long exceeded, Sharing sharing) {

  /** Whose counts hold. */
  public enum Sharing {
    /** This node's; nothing else is configured. */
    NONE,
    /** Those of all nodes. */
    SHARED,
    /** This node's for now: the server through which they are shared does not answer. */
    AWAY
  }
}
