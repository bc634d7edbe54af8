package org.karamail.testkit.smtp;

import java.util.List;

/** What a {@link ScriptedPeer} does at one stage of a conversation. */
public final class Act {

  /** Which act it is. */
  public enum Kind {
    /** What a good server does. */
    POLITE,
    /** Says these lines and goes on. */
    REPLY,
    /** Closes without a word. */
    CLOSE,
    /** Lets the connection break: the client sees a reset. */
    RESET,
    /** Says nothing more, reads nothing more, and stays. */
    HANG,
    /** Goes on an octet at a time, and never comes to an end. */
    DRIP,
    /** Says a line that is no SMTP. */
    GARBAGE,
    /** Begins a reply whose line never ends. */
    ENDLESS_LINE,
    /** Says 250, whatever was asked, and closes. */
    OK_THEN_CLOSE
  }

  private static final Act POLITE = new Act(Kind.POLITE, List.of());

  private final Kind kind;
  private final List<String> lines;

  private Act(Kind kind, List<String> lines) {
    this.kind = kind;
    this.lines = lines;
  }

  /** What a good server does. */
  public static Act polite() {
    return POLITE;
  }

  /** Says these lines, each whole with its code, and goes on. What is refused by them does not count as taken. */
  public static Act reply(String... lines) {
    return new Act(Kind.REPLY, List.of(lines));
  }

  /** An act that needs no words. */
  public static Act of(Kind kind) {
    return kind == Kind.POLITE ? POLITE : new Act(kind, List.of());
  }

  public Kind kind() {
    return kind;
  }

  /** What REPLY says. */
  public List<String> lines() {
    return lines;
  }

  boolean isRefusal() {
    return kind == Kind.REPLY && (lines.get(0).startsWith("4") || lines.get(0).startsWith("5"));
  }

  @Override
  public String toString() {
    return kind + (lines.isEmpty() ? "" : " " + lines);
  }
}
