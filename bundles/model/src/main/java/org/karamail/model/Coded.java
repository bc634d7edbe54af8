package org.karamail.model;

/** A constant that is written to disk by a number that never changes its meaning. */
public interface Coded {

  /** What stands on disk for this constant. */
  int code();

  /**
   * The constant that stands on disk as this code.
   *
   * @throws IllegalArgumentException if this release knows no such code: a newer one wrote it, or it is damaged
   */
  static <E extends Enum<E> & Coded> E of(Class<E> type, int code) {
    for (E constant : type.getEnumConstants()) {
      if (constant.code() == code) {
        return constant;
      }
    }
    throw new IllegalArgumentException("unknown " + type.getSimpleName() + " code " + code);
  }
}
