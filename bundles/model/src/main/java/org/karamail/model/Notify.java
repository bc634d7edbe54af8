package org.karamail.model;

/**
 * When a sender wants to be told what became of a recipient: the NOTIFY parameter (RFC 3461 section 4.1). The codes are
 * written to disk as a sum and never change their meaning.
 */
public enum Notify implements Coded {
  /** {@code NEVER}: on no account; stands alone. */
  NEVER(1),
  /** {@code SUCCESS}: when it is in the mailbox, or left for where nobody reports. */
  SUCCESS(2),
  /** {@code FAILURE}: when it is given up. */
  FAILURE(4),
  /** {@code DELAY}: when it takes unusually long. */
  DELAY(8);

  private final int code;

  Notify(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
