package org.karamail.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Collection;
import org.karamail.message.Body;

/**
 * The SHA-256 of a body in its canonical form (RFC 6376 sections 3.4.3 to 3.4.5), taken while the body streams by.
 *
 * <p>What may turn out to be cut off (empty lines at the end, white space at the end of a line) is counted, not kept: a body of
 * any size takes the same memory. Used by one thread, once.
 */
public final class BodyDigest {

  /** For a signature over the whole body, without {@code l=}. */
  public static final long WHOLE = Long.MAX_VALUE;

  private static final int CHUNK = 8 * 1024;

  private final boolean relaxed;
  private final long limit;
  private final MessageDigest sha256 = Algorithm.sha256();
  private final byte[] out = new byte[CHUNK];
  private int ready;
  private long length;
  private long lineEnds;
  private boolean white;
  private boolean carriageReturn;

  /**
   * A digest that has seen nothing yet.
   *
   * @param limit how many octets of the canonical form it covers, {@link #WHOLE} for all
   */
  public BodyDigest(Canonicalization form, long limit) {
    this.relaxed = form == Canonicalization.RELAXED;
    this.limit = limit;
  }

  /** Reads a body once, for all these digests. */
  public static void read(Body body, Collection<BodyDigest> digests) throws IOException {
    if (digests.isEmpty()) {
      return;
    }
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = body.open()) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        for (BodyDigest digest : digests) {
          digest.update(chunk, count);
        }
      }
    }
  }

  /** Takes the next octets of the body as it stands in the message. */
  public void update(byte[] octets, int count) {
    for (int i = 0; i < count; i++) {
      take(octets[i]);
    }
  }

  /** The body has ended: its hash. */
  public byte[] digest() {
    if (carriageReturn) {
      carriageReturn = false;
      text((byte) '\r');
    }
    if (length > 0 || !relaxed) {
      lineEnd();
    }
    flush();
    return sha256.digest();
  }

  /** How long the whole canonical form is, whatever the limit; known once {@link #digest} has been called. */
  public long length() {
    return length;
  }

  private void take(byte octet) {
    if (carriageReturn) {
      carriageReturn = false;
      if (octet == '\n') {
        white = false;
        lineEnds++;
        return;
      }
      text((byte) '\r');
    }
    if (octet == '\r') {
      carriageReturn = true;
    } else if (relaxed && (octet == ' ' || octet == '\t')) {
      white = true;
    } else {
      text(octet);
    }
  }

  private void text(byte octet) {
    for (; lineEnds > 0; lineEnds--) {
      lineEnd();
    }
    if (white) {
      white = false;
      put((byte) ' ');
    }
    put(octet);
  }

  private void lineEnd() {
    put((byte) '\r');
    put((byte) '\n');
  }

  private void put(byte octet) {
    if (length++ < limit) {
      if (ready == out.length) {
        flush();
      }
      out[ready++] = octet;
    }
  }

  private void flush() {
    sha256.update(out, 0, ready);
    ready = 0;
  }
}
