package org.karamail.rocksdb.internal.record;

import org.karamail.model.Coded;

/**
 * What an operator asked for while an attempt was under way; applied to what the attempt leaves open.
 *
 * @param kind what is to happen
 * @param reason one line for people
 */
public record Wish(Kind kind, String reason) {

  /** What is to happen. The code is written to disk and never changes its meaning. */
  public enum Kind implements Coded {
    HOLD(1),
    CANCEL(2);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }
  }
}
