package org.karamail.rocksdb.internal.db;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Writes changes into a batch. A batch is memory: that it refuses one is a bug. */
final class BatchTarget implements Changes.Target {

  private final Handles open;
  private final WriteBatch batch;

  BatchTarget(Handles open, WriteBatch batch) {
    this.open = open;
    this.batch = batch;
  }

  @Override
  public void put(Family family, byte[] key, byte[] value) {
    add(() -> batch.put(open.family(family), key, value));
  }

  @Override
  public void delete(Family family, byte[] key) {
    add(() -> batch.delete(open.family(family), key));
  }

  @Override
  public void deleteRange(Family family, byte[] from, byte[] to) {
    add(() -> batch.deleteRange(open.family(family), from, to));
  }

  private interface Addition {
    void run() throws RocksDBException;
  }

  private static void add(Addition addition) {
    try {
      addition.run();
    } catch (RocksDBException refused) {
      throw new IllegalStateException("a batch in memory refuses a change", refused);
    }
  }
}
