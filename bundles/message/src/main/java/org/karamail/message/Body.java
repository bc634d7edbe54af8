package org.karamail.message;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ProviderType;

/** What follows the header block, without the empty line that ends the header. Readable as often as needed. */
@ProviderType
public interface Body {

  /** Its length in octets. */
  long size();

  /**
   * Opens it at its beginning. Every call gives a stream of its own; closing one does not touch the others.
   *
   * @throws IOException if it cannot be read, or is no longer there because the message is finished
   */
  InputStream open() throws IOException;

  /** A body in memory, for messages that we compose ourselves and that are small. */
  static Body of(byte[] octets) {
    return new OctetsBody(octets.clone());
  }
}
