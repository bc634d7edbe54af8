package org.karamail.message;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A message as it is stored and sent: header block and body.
 *
 * @param headers with the empty line that ends them, where there is one
 * @param body what follows
 */
public record Message(HeaderBlock headers, Body body) {

  /** Its length in octets. */
  public long size() {
    return headers.size() + body.size();
  }

  /**
   * Writes it whole, octet for octet.
   *
   * @throws IOException if the body cannot be read or the target not be written
   */
  public void writeTo(OutputStream target) throws IOException {
    headers.writeTo(target);
    try (var in = body.open()) {
      in.transferTo(target);
    }
  }
}
