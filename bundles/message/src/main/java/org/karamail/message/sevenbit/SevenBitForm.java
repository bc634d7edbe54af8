package org.karamail.message.sevenbit;

import java.io.IOException;
import java.util.Optional;
import org.karamail.message.Message;

/** The form of a message that passes hosts without 8BITMIME; what it promises stands in the package's documentation. */
public final class SevenBitForm {

  /** A signature over the octets of the message that nobody but its maker can renew. */
  private static final String SIGNATURE = "DKIM-Signature";

  private SevenBitForm() {}

  /**
   * Finds it; reads the body once, and twice where something is to be encoded.
   *
   * @return the message itself where it holds no octets beyond ASCII; empty where there is no such form
   * @throws IOException if the body cannot be read
   */
  public static Optional<Message> of(Message message) throws IOException {
    PartHeader root = PartHeader.of(message.headers());
    Census census = Census.of(root, message.body());
    if (!census.isPossible() || root.isBeyondAscii()) {
      return Optional.empty();
    }
    if (!census.isNeeded()) {
      return Optional.of(message);
    }
    if (message.headers().first(SIGNATURE).isPresent()) {
      return Optional.empty();
    }
    RecodedBody body = new RecodedBody(message.body(), root, census.encodings());
    return Optional.of(new Message(Recoder.header(root, census.encodings()), body));
  }
}
