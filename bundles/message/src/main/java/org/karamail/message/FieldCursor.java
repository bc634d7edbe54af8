package org.karamail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Walks over the fields of a header block, without copying any.
 *
 * <p>A field is a line that begins with a name and a colon, with the lines folded onto it, up to and with its CRLF. Lines
 * that belong to no field are passed over.
 */
final class FieldCursor {

  private final byte[] octets;
  private int start;
  private int end;
  private int nameEnd;

  /** A cursor before the first field. */
  FieldCursor(byte[] octets) {
    this.octets = octets;
  }

  /** Moves to the next field; answers whether there is one. */
  boolean next() {
    while (end < octets.length) {
      start = end;
      end = endOfField(start);
      nameEnd = endOfName(octets, start, end);
      if (nameEnd > start && end - start >= 2 && octets[end - 2] == '\r' && octets[end - 1] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Where the field begins. */
  int start() {
    return start;
  }

  /** Where the next one begins. */
  int end() {
    return end;
  }

  /** Whether the field has this name, in any case; the name is ASCII. */
  boolean isNamed(String name) {
    if (name.length() != nameEnd - start) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (lowerCase(octets[start + i]) != lowerCase((byte) name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  HeaderField field() {
    return new HeaderField(new String(octets, start, end - start, ISO_8859_1));
  }

  /** Where the name that begins at {@code from} ends; {@code from} itself when no name and colon stand there. */
  static int endOfName(byte[] octets, int from, int to) {
    int end = from;
    while (end < to && isOfName(octets[end])) {
      end++;
    }
    int colon = end;
    while (colon < to && (octets[colon] == ' ' || octets[colon] == '\t')) {
      colon++;
    }
    return colon < to && octets[colon] == ':' ? end : from;
  }

  /** Printable ASCII but the colon (RFC 5322 section 3.6.8, ftext). */
  static boolean isOfName(byte octet) {
    return octet > ' ' && octet < 0x7f && octet != ':';
  }

  private int endOfField(int from) {
    int at = from;
    while (at < octets.length) {
      boolean lineEnd = octets[at] == '\n' && at > from && octets[at - 1] == '\r';
      at++;
      if (lineEnd && (at == octets.length || (octets[at] != ' ' && octets[at] != '\t'))) {
        return at;
      }
    }
    return at;
  }

  private static int lowerCase(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
  }
}
