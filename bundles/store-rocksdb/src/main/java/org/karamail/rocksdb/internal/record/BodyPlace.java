package org.karamail.rocksdb.internal.record;

import org.karamail.model.Coded;

/** Where the body of a message lies. The code is written to disk and never changes its meaning. */
public enum BodyPlace implements Coded {
  /** In the database, under the message's id. */
  INLINE(1),
  /** In a file named by the message's id. */
  FILE(2);

  private final int code;

  BodyPlace(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
