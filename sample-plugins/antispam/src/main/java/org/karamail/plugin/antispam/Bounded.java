package org.karamail.plugin.antispam;

import java.io.IOException;
import java.io.InputStream;

/** Answers, which are never longer than they may be. */
final class Bounded {

  private Bounded() {}

  /**
   * Reads to the end.
   *
   * @throws IOException if there is more than this many octets
   */
  static byte[] read(InputStream in, int most) throws IOException {
    byte[] all = in.readNBytes(most + 1);
    if (all.length > most) {
      throw new IOException("an answer longer than " + most + " octets");
    }
    return all;
  }
}
