package org.karamail.shell.internal;

/** What the user asked for cannot be done; the message is the one line the user sees. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Refusal(String message) {
    super(message);
  }

  public Refusal(String message, Throwable cause) {
    super(message, cause);
  }
}
