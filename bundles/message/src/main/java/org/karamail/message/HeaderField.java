package org.karamail.message;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One header field as it stands in the message, folds and all (RFC 5322 section 2.2).
 *
 * @param raw name, colon, value and the final CRLF, octets read as ISO 8859-1 so that nothing is lost
 */
public record HeaderField(String raw) {

  private static final Pattern FOLD = Pattern.compile("\\r\\n(?=[ \\t])");

  public HeaderField {
    if (raw.indexOf(':') < 1 || !raw.endsWith("\r\n")) {
      throw new IllegalArgumentException("a header field needs a name, a colon and a final CRLF");
    }
  }

  /**
   * Makes a field from a name and a value, in one line or already folded with CRLF and white space.
   *
   * @throws IllegalArgumentException if the value holds a CR or LF that does not fold
   */
  public static HeaderField of(String name, String value) {
    String octets = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    String unfolded = FOLD.matcher(octets).replaceAll("");
    if (unfolded.indexOf('\r') >= 0 || unfolded.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("the value of " + name + " holds a line end that does not fold");
    }
    return new HeaderField(name + ": " + octets + "\r\n");
  }

  /** The name as written, without white space before the colon (which RFC 5322 section 4.5 allows in old mail). */
  public String name() {
    return raw.substring(0, raw.indexOf(':')).stripTrailing();
  }

  /** The value unfolded and stripped; octets beyond ASCII as UTF-8. */
  public String value() {
    String unfolded = FOLD.matcher(raw.substring(raw.indexOf(':') + 1)).replaceAll("");
    return new String(unfolded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
  }

  public boolean isNamed(String name) {
    return name().equalsIgnoreCase(name);
  }
}
