package org.karamail.message.sevenbit;

/** A content transfer encoding as far as we choose one (RFC 2045 section 6). */
enum Encoding {
  AS_IT_IS(""),
  SEVEN_BIT("7bit"),
  QUOTED_PRINTABLE("quoted-printable"),
  BASE64("base64");

  private final String keyword;

  Encoding(String keyword) {
    this.keyword = keyword;
  }

  /** What Content-Transfer-Encoding calls it. */
  String keyword() {
    return keyword;
  }

  /** The shorter one: an octet beyond ASCII takes three octets in one, three octets take four in the other. */
  static Encoding shorterFor(long octets, long beyondAscii) {
    return 2 * beyondAscii <= octets / 3 ? QUOTED_PRINTABLE : BASE64;
  }
}
