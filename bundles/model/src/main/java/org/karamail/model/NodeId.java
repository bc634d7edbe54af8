package org.karamail.model;

/**
 * Which node of an installation made an id: part of every id from the first release, so that several nodes can share a
 * queue without renumbering.
 *
 * @param number 0 to 65535; a single node is 0
 */
public record NodeId(int number) {

  /** The node of an installation that has only one. */
  public static final NodeId SINGLE = new NodeId(0);

  private static final int HIGHEST = 0xFFFF;

  public NodeId {
    if (number < 0 || number > HIGHEST) {
      throw new IllegalArgumentException("node number must be 0 to 65535, not " + number);
    }
  }
}
