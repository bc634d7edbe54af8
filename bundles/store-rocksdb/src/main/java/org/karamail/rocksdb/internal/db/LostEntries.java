package org.karamail.rocksdb.internal.db;

/** Takes entries that are read from the files of a database that does not open. */
public interface LostEntries {
  void take(Family family, byte[] key, byte[] value);
}
