package org.karamail.rocksdb.internal.db;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  /** The family with a number in RocksDB's logs: they are made in the order of this list. */
  static Optional<Family> numbered(int number) {
    List<Family> all = List.of(values());
    return number >= 0 && number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
  }

  /** The family of a name, as table files give it. */
  static Optional<Family> titled(byte[] title) {
    return Arrays.stream(values()).filter(family -> Arrays.equals(family.title(), title)).findFirst();
  }

  byte[] title() {
    return title.getBytes(StandardCharsets.UTF_8);
  }
}
