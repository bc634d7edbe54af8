package org.karamail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One header field as it stands in the message, folds and all (RFC 5322 section 2.2).
 *
 * @param raw name, colon, value and the final CRLF, octets read as ISO 8859-1 so that nothing is lost
 */
public record HeaderField(String raw) {

  private static final String CRLF = "\r\n";

  public HeaderField {
    if (raw.indexOf(':') < 1 || !raw.endsWith(CRLF) || hasLineThatDoesNotFold(raw)) {
      throw new IllegalArgumentException("a header field needs a name, a colon and a final CRLF, and no other but folds");
    }
  }

  /**
   * Makes a field from a name and a value, in one line or already folded with CRLF and white space.
   *
   * @throws IllegalArgumentException if the name is none, or the value holds a CR or LF that does not fold
   */
  public static HeaderField of(String name, String value) {
    if (name.isEmpty() || !name.chars().allMatch(c -> FieldCursor.isOfName((byte) c) && c < 0x80)) {
      throw new IllegalArgumentException("not the name of a header field: '" + name + "'");
    }
    String unfolded = unfolded(value);
    if (unfolded.indexOf('\r') >= 0 || unfolded.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("the value of " + name + " holds a line end that does not fold");
    }
    return new HeaderField(name + ": " + new String(value.getBytes(UTF_8), ISO_8859_1) + CRLF);
  }

  /** Whether a field begins here: a name and a colon, in octets of which the line goes up to {@code to}. */
  public static boolean begins(byte[] octets, int from, int to) {
    return FieldCursor.endOfName(octets, from, to) > from;
  }

  /** The name as written, without white space before the colon (which RFC 5322 section 4.5 allows in old mail). */
  public String name() {
    return raw.substring(0, raw.indexOf(':')).stripTrailing();
  }

  /** The value unfolded and stripped; octets beyond ASCII as UTF-8. */
  public String value() {
    String value = unfolded(raw.substring(raw.indexOf(':') + 1));
    return new String(value.getBytes(ISO_8859_1), UTF_8).strip();
  }

  /** Whether this is its name; case does not count (RFC 5322 section 1.2.2). */
  public boolean isNamed(String name) {
    return name().equalsIgnoreCase(name);
  }

  private static String unfolded(String text) {
    return text.replace("\r\n ", " ").replace("\r\n\t", "\t");
  }

  private static boolean hasLineThatDoesNotFold(String raw) {
    int last = raw.length() - CRLF.length();
    for (int at = raw.indexOf(CRLF); at < last; at = raw.indexOf(CRLF, at + 1)) {
      char next = raw.charAt(at + CRLF.length());
      if (next != ' ' && next != '\t') {
        return true;
      }
    }
    return false;
  }
}
