package org.karamail.model;

/** The BODY parameter of MAIL (RFC 6152). The code is written to disk and never changes its meaning. */
public enum BodyType implements Coded {
  /** {@code 7BIT}: the default. */
  SEVEN_BIT(1, "7BIT"),
  /** {@code 8BITMIME}. */
  EIGHT_BIT_MIME(2, "8BITMIME");

  private final int code;
  private final String keyword;

  BodyType(int code, String keyword) {
    this.code = code;
    this.keyword = keyword;
  }

  @Override
  public int code() {
    return code;
  }

  /** What stands behind {@code BODY=}. */
  public String keyword() {
    return keyword;
  }
}
