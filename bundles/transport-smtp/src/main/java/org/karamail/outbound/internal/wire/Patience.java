package org.karamail.outbound.internal.wire;

import java.time.Duration;

/**
 * How long each stage of a conversation may take as a whole, however the peer drips (RFC 5321 section 4.5.3.2).
 *
 * @param connect until the connection stands
 * @param reply until a command is answered, and for a TLS handshake
 * @param block until the peer has taken the next piece of a message
 * @param dot until the final dot is answered
 * @param farewell until QUIT or NOOP is answered
 */
public record Patience(Duration connect, Duration reply, Duration block, Duration dot, Duration farewell) {

  Duration at(Stage stage) {
    return switch (stage) {
      case CONNECT -> connect;
      case BODY -> block;
      case DOT -> dot;
      case REST -> farewell;
      default -> reply;
    };
  }
}
