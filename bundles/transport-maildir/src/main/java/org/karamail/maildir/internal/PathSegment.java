package org.karamail.maildir.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Turns a domain or a local part into one path segment, whatever it holds.
 *
 * <p>Lower case; octets of the UTF-8 form outside {@code [a-z0-9._+-]} as {@code %XX}; {@code .} and {@code ..} encoded
 * too. What would be longer than 200 octets keeps its beginning and ends with {@code ~} and a SHA-256 of the whole, so that
 * two addresses share a segment only when they differ in nothing but case. No encoded name holds a tilde, so none meets a
 * hashed one.
 */
final class PathSegment {

  private static final int LONGEST = 200;
  private static final int KEPT_OF_A_LONG_ONE = 100;
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789._+-";

  private PathSegment() {}

  static String of(String text) {
    String encoded = encoded(text.toLowerCase(Locale.ROOT));
    return encoded.length() <= LONGEST
        ? encoded
        : encoded.substring(0, KEPT_OF_A_LONG_ONE) + "~" + sha256(encoded);
  }

  private static String encoded(String lower) {
    if (lower.equals(".") || lower.equals("..")) {
      return lower.replace(".", "%2E");
    }
    StringBuilder segment = new StringBuilder(lower.length());
    for (byte octet : lower.getBytes(StandardCharsets.UTF_8)) {
      if (octet > 0 && PLAIN.indexOf(octet) >= 0) {
        segment.append((char) octet);
      } else {
        segment.append(String.format("%%%02X", octet));
      }
    }
    return segment.toString();
  }

  private static String sha256(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException everyJreHasIt) {
      throw new IllegalStateException(everyJreHasIt);
    }
  }
}
