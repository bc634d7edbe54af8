package org.karamail.hook;

import java.time.Instant;
import java.util.Optional;
import org.karamail.model.QueueId;

/**
 * A call that went wrong, told in words only: a plugin's own Throwable would pin its class loader.
 *
 * @param plugin symbolic name
 * @param version bundle version
 * @param component component name
 * @param point {@code onRcptTo}
 * @param kind how it went wrong
 * @param detail the exception's class and message, or what was wrong with the answer
 * @param message the message in hand, where there was one
 * @param at when
 */
public record HookFault(
    String plugin,
    String version,
    String component,
    String point,
    Kind kind,
    String detail,
    Optional<QueueId> message,
    Instant at) {

  /** How a call goes wrong. All kinds have the same consequence: the hook's failure policy. */
  public enum Kind {
    EXCEPTION,
    ERROR,
    TIMEOUT,
    NULL_ANSWER,
    FAILED_STAGE,
    ILLEGAL_VERDICT,
    ACTIVATION
  }
}
