package org.karamail.plugin.milter;

/** What a milter is told of, in this order; each with what it may ask for while negotiating. */
enum Step {
  CONNECT('C', 0x1, 0x1000),
  HELO('H', 0x2, 0x2000),
  MAIL('M', 0x4, 0x4000),
  RCPT('R', 0x8, 0x8000),
  DATA('T', 0x200, 0x10000),
  HEADER('L', 0x20, 0x80),
  END_OF_HEADER('N', 0x40, 0x40000),
  BODY('B', 0x10, 0x80000),
  END('E', 0, 0);

  private final char command;
  private final int unwanted;
  private final int unanswered;

  Step(char command, int unwanted, int unanswered) {
    this.command = command;
    this.unwanted = unwanted;
    this.unanswered = unanswered;
  }

  char command() {
    return command;
  }

  /** The flag of a milter that does not want to be told. */
  int unwanted() {
    return unwanted;
  }

  /** The flag of a milter that will not answer. */
  int unanswered() {
    return unanswered;
  }
}
