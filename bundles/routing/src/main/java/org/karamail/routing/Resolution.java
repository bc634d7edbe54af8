package org.karamail.routing;

import org.karamail.model.Reply;
import org.karamail.model.Route;

/** What routing says of a recipient. */
public sealed interface Resolution {

  /**
   * It is accepted.
   *
   * @param route how it is reached
   * @param local whether it ends in a mailbox here
   */
  record Routed(Route route, boolean local) implements Resolution {}

  /**
   * It is not accepted.
   *
   * @param reply what the client is told; 4yz or 5yz
   */
  record Refused(Reply reply) implements Resolution {}
}
