package org.karamail.rocksdb.internal.db;

import java.nio.charset.StandardCharsets;

/** The column families. The order is the order in which they are created; the name stands on disk. */
public enum Family {
  /** Format version, pause, acknowledgements. RocksDB insists on a family of this name. */
  META("default"),
  /** Id to envelope, header block and recipients at birth: written once. */
  MESSAGE("message"),
  /** Id to inline body: written once, large. */
  BODY("body"),
  /** Id and recipient to what changes about the recipient. */
  RECIPIENT("recipient"),
  /** Id, recipient and sequence to event. */
  HISTORY("history"),
  /** Position to the key of an event. */
  OUTBOX("outbox"),
  /** Id to the end of a message that is kept because it failed. */
  KEPT("kept");

  private final String title;

  Family(String title) {
    this.title = title;
  }

  byte[] title() {
    return title.getBytes(StandardCharsets.UTF_8);
  }
}
