package org.karamail.testkit.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Octets of a message (RFC 1035 section 4), names uncompressed. */
final class WireWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  WireWriter octet(int value) {
    out.write(value);
    return this;
  }

  WireWriter number16(int value) {
    return octet(value >>> 8).octet(value);
  }

  WireWriter number32(long value) {
    return number16((int) (value >>> 16)).number16((int) value);
  }

  WireWriter octets(byte[] octets) {
    out.writeBytes(octets);
    return this;
  }

  /** A domain name; the empty text and the dot are the root. */
  WireWriter name(String name) {
    for (String label : name.split("\\.", -1)) {
      if (!label.isEmpty()) {
        byte[] octets = label.getBytes(StandardCharsets.ISO_8859_1);
        octet(octets.length).octets(octets);
      }
    }
    return octet(0);
  }

  /** A text in strings of at most 255 octets. */
  WireWriter text(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    for (int start = 0; start == 0 || start < octets.length; start += 255) {
      int length = Math.min(255, octets.length - start);
      octet(length);
      out.write(octets, start, length);
    }
    return this;
  }

  byte[] done() {
    return out.toByteArray();
  }
}
