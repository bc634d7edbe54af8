package org.karamail.rocksdb.internal;

import java.nio.file.Path;

/**
 * Where everything lies.
 *
 * @param root the queue's folder: {@code db/} the database, {@code bodies/} large bodies, {@code aside/} what could not be
 *     read, {@code native/} RocksDB's library, {@code lock} held while open, {@code ballast} space for outcomes on a full disk
 */
record StoreFolder(Path root) {

  Path database() {
    return root.resolve("db");
  }

  Path bodies() {
    return root.resolve("bodies");
  }

  Path aside() {
    return root.resolve("aside");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path ballast() {
    return root.resolve("ballast");
  }
}
