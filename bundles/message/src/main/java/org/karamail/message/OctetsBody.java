package org.karamail.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A body in memory. */
final class OctetsBody implements Body {

  private final byte[] octets;

  OctetsBody(byte[] octets) {
    this.octets = octets;
  }

  @Override
  public long size() {
    return octets.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(octets);
  }
}
