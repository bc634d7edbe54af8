package org.karamail.rocksdb.internal.commit;

import org.karamail.model.Reply;
import org.karamail.queue.store.StoreClosedException;

/** Why nothing is taken in, as clients and logs are told. */
public final class Closed {

  private static final Reply FAILED = Reply.of(451, "4.3.0", "Mail system temporarily unavailable, try again later");
  private static final Reply FULL = Reply.of(452, "4.3.1", "Insufficient system storage, try again later");
  private static final Reply SHUT_DOWN = Reply.of(451, "4.3.2", "System is shutting down, try again later");

  private Closed() {}

  public static StoreClosedException failed(String detail) {
    return new StoreClosedException(FAILED, "the store is closed until its disk works again: " + detail);
  }

  public static StoreClosedException failed(String detail, Throwable cause) {
    return new StoreClosedException(FAILED, detail, cause);
  }

  public static StoreClosedException full(String detail) {
    return new StoreClosedException(FULL, detail);
  }

  public static StoreClosedException shutDown() {
    return new StoreClosedException(SHUT_DOWN, "the store is shut down");
  }
}
