package org.karamail.outbound.internal.wire;

import java.util.Locale;

/** How far a conversation is, in its order. What an attempt comes to depends on it: see docs/outcomes.md. */
public enum Stage {
  CONNECT,
  BANNER,
  EHLO,
  STARTTLS,
  HANDSHAKE,
  AUTH,
  MAIL,
  RCPT,
  DATA,
  /** The message is on its way; its final dot is not. */
  BODY,
  /** The final dot may have been sent. */
  DOT,
  /** Between two messages, and at the end. */
  REST;

  /** Whether the peer may have the whole message. */
  public boolean mayHaveArrived() {
    return this == DOT;
  }

  /** Whether the peer has been told of no message yet. */
  public boolean isBeforeMail() {
    return compareTo(MAIL) < 0;
  }

  /** For a log: {@code at RCPT}, {@code at the final dot}. */
  public String words() {
    return switch (this) {
      case CONNECT -> "on connecting";
      case BANNER -> "at the greeting";
      case HANDSHAKE -> "in the TLS handshake";
      case BODY -> "in the message";
      case DOT -> "after the final dot";
      case REST -> "between messages";
      default -> "at " + name().toUpperCase(Locale.ROOT);
    };
  }
}
