package org.karamail.deploy;

/**
 * A plugin jar in {@code deploy/} and what became of it.
 *
 * @param file its name
 * @param plugin symbolic name; empty where it cannot be read
 * @param version of the bundle; empty where it cannot be read
 * @param state what it is doing
 * @param problem one line: why it does not work; empty when nothing is wrong
 */
public record Deployment(String file, String plugin, String version, State state, String problem) {

  /** What a jar in the folder is doing. */
  public enum State {
    /** It is being installed and started. */
    STARTING,
    /** It works. */
    ACTIVE,
    /** Something it needs is missing; it is tried again every two seconds. */
    WAITING,
    /** It is not used; a version before it goes on where there is one. */
    REFUSED
  }
}
