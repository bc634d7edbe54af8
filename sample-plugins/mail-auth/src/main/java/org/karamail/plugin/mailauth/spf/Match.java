package org.karamail.plugin.mailauth.spf;

/**
 * Whether a mechanism recognises a client.
 *
 * @param kind the answer
 * @param why what is wrong, when there is none
 */
record Match(Kind kind, String why) {

  static final Match YES = new Match(Kind.YES, "");
  static final Match NO = new Match(Kind.NO, "");

  /** Yes, no, or an end of the whole check. */
  enum Kind {
    YES,
    NO,
    TEMPERROR,
    PERMERROR
  }

  static Match of(boolean matches) {
    return matches ? YES : NO;
  }

  static Match temperror(String why) {
    return new Match(Kind.TEMPERROR, why);
  }

  static Match permerror(String why) {
    return new Match(Kind.PERMERROR, why);
  }
}
