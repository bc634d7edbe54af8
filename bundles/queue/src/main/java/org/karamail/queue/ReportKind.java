package org.karamail.queue;

import org.karamail.model.Coded;

/**
 * What a delivery status notification says of a recipient (the action field, RFC 3464 section 2.3.3). The code is written
 * to disk and never changes its meaning.
 */
public enum ReportKind implements Coded {
  /** Failed for good, or expired. */
  FAILED(1),
  /** Not delivered yet; still being tried. */
  DELAYED(2),
  /** Delivered into a mailbox; only when asked for. */
  DELIVERED(3),
  /** Handed to a hop that gives no such reports; only when asked for. */
  RELAYED(4);

  private final int code;

  ReportKind(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
