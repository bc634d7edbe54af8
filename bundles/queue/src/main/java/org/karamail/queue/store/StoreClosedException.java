package org.karamail.queue.store;

import org.karamail.model.Reply;

/** Nothing may be taken in now: the disk is full or failing, or the store is shutting down. Always temporary. */
public final class StoreClosedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  /**
   * Closed for a reason.
   *
   * @param reply what a client is told; 4yz, names no paths
   * @param detail what the log says
   */
  public StoreClosedException(Reply reply, String detail, Throwable cause) {
    super(detail, cause);
    if (!reply.isTemporary()) {
      throw new IllegalArgumentException("a closed store is temporary, not " + reply);
    }
    this.reply = reply;
  }

  public StoreClosedException(Reply reply, String detail) {
    super(detail);
    if (!reply.isTemporary()) {
      throw new IllegalArgumentException("a closed store is temporary, not " + reply);
    }
    this.reply = reply;
  }

  /** What a client is told. */
  public Reply reply() {
    return reply;
  }
}
