package org.karamail.itests.load;

import java.io.IOException;
import java.util.List;

/** Where numbered messages end up: mailboxes, or another server. */
public interface Arrivals {

  /**
   * One copy that has come.
   *
   * @param message which it is, by its envelope sender
   * @param recipient whose it is
   * @param sha256 its hash with LF line ends, our trace fields taken off
   * @param place where to look at it
   */
  record Copy(NumberedMessage message, String recipient, String sha256, String place) {}

  /** All that have come. */
  List<Copy> copies() throws IOException;

  /** How many have come. */
  int count() throws IOException;

  /** The server was killed: what comes from now on comes from its next life. */
  default void killed() {}
}
