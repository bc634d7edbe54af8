package org.karamail.rocksdb.internal.db;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.RocksIteratorInterface;
import org.rocksdb.SstFileReaderIterator;

/** Goes through entries from their beginning, and where damage stops that, from their end backwards. */
final class Salvage {

  private final RocksIteratorInterface entries;
  private final Supplier<byte[]> key;
  private final Supplier<byte[]> value;
  private final Database.Visitor visitor;
  private Optional<byte[]> last = Optional.empty();

  private Salvage(
      RocksIteratorInterface entries, Supplier<byte[]> key, Supplier<byte[]> value, Database.Visitor visitor) {
    this.entries = entries;
    this.key = key;
    this.value = value;
    this.visitor = visitor;
  }

  static Salvage of(RocksIterator family, Database.Visitor visitor) {
    return new Salvage(family, family::key, family::value, visitor);
  }

  static Salvage of(SstFileReaderIterator table, Database.Visitor visitor) {
    return new Salvage(table, table::key, table::value, visitor);
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
      last = Optional.of(key.get());
      visitor.visit(key.get(), value.get());
      entries.next();
    }
    return isSound();
  }

  private void backwards() {
    entries.seekToLast();
    while (entries.isValid() && isNew(key.get())) {
      visitor.visit(key.get(), value.get());
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
