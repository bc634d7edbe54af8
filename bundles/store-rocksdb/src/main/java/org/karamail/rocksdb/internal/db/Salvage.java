package org.karamail.rocksdb.internal.db;

import java.util.Arrays;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Goes through a family from its beginning, and where damage stops that, from its end backwards. */
final class Salvage {

  private final RocksIterator entries;
  private final Database.Visitor visitor;
  private Optional<byte[]> last = Optional.empty();

  Salvage(RocksIterator entries, Database.Visitor visitor) {
    this.entries = entries;
    this.visitor = visitor;
  }

  void run() {
    if (!forwards()) {
      backwards();
    }
  }

  /** Answers whether it came to the end. */
  private boolean forwards() {
    entries.seekToFirst();
    while (entries.isValid()) {
      last = Optional.of(entries.key());
      visitor.visit(entries.key(), entries.value());
      entries.next();
    }
    return isSound();
  }

  private void backwards() {
    entries.seekToLast();
    while (entries.isValid() && isNew(entries.key())) {
      visitor.visit(entries.key(), entries.value());
      entries.prev();
    }
  }

  private boolean isNew(byte[] key) {
    return last.map(seen -> Arrays.compareUnsigned(key, seen) > 0).orElse(true);
  }

  private boolean isSound() {
    try {
      entries.status();
      return true;
    } catch (RocksDBException damage) {
      return false;
    }
  }
}
