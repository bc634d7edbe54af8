package org.karamail.dkim;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Octets as text and in a row. */
final class Octets {

  private Octets() {}

  /** What base64 without white space stands for; empty when it is none. */
  static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
