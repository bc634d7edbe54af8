package org.karamail.smtp.internal.session;

import java.util.Optional;
import org.apache.james.protocols.api.Response;
import org.karamail.smtp.internal.bytes.Input;

/**
 * What the octets of a session mean at present: commands, or a message. The connection pulls one frame at a time out of its
 * input, so that the answer to one decides how the next is read.
 */
public interface Phase {

  /** Takes a frame, or a part of one; empty when it takes more octets than there are. */
  Optional<Response> pull(Input input);

  /**
   * The latest time at which the client must have sent something.
   *
   * @param turn when it became its turn
   * @param heard when it was last heard of
   * @return in nanoseconds of the monotonic clock, like both
   */
  long deadline(long turn, long heard);

  /** Told that the client could not send because we were busy for so many nanoseconds. */
  default void paused(long nanos) {}

  /** What was pulled last, in one word, for the log. */
  String step();

  /** Whether a connection may be closed now without losing more than a command. */
  boolean mayBeCut();

  /** The session is over: nothing of it will be finished. Does nothing the second time. */
  default void abandon(String why) {}
}
