package org.karamail.mock.internal;

/** What may be played to a recipient, in the order in which it is looked for: the worst first. */
enum Part {
  /** Says nothing until the attempt is ended. */
  HANG,
  /** Answers 4yz. */
  DEFER,
  /** Answers 5yz. */
  REFUSE,
  /** Takes the message, and forgets it. */
  ACCEPT
}
