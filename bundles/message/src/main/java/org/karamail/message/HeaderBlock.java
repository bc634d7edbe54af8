package org.karamail.message;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The header of a message as octets and as fields, with the empty line that ends it where there is one.
 *
 * <p>The octets are kept verbatim, also what is no field at all, so that a message leaves as it came. Fields that we add
 * go on top, as trace fields must (RFC 5321 section 4.4).
 */
public final class HeaderBlock {

  private final byte[] octets;

  private HeaderBlock(byte[] octets) {
    this.octets = octets;
  }

  /** A header block of these octets: everything up to and with the empty line. */
  public static HeaderBlock of(byte[] octets) {
    return new HeaderBlock(octets.clone());
  }

  public long size() {
    return octets.length;
  }

  /** A copy of the octets. */
  public byte[] toBytes() {
    return octets.clone();
  }

  public void writeTo(OutputStream target) throws IOException {
    target.write(octets);
  }

  /** The fields from top to bottom; lines that belong to no field are left out. */
  public List<HeaderField> fields() {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    List<HeaderField> fields = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = endOfField(text, start);
      String raw = text.substring(start, end);
      if (raw.indexOf(':') > 0 && raw.endsWith("\r\n")) {
        fields.add(new HeaderField(raw));
      }
      start = end;
    }
    return List.copyOf(fields);
  }

  /** The topmost field of this name, in any case. */
  public Optional<HeaderField> first(String name) {
    return fields().stream().filter(field -> field.isNamed(name)).findFirst();
  }

  public int count(String name) {
    return (int) fields().stream().filter(field -> field.isNamed(name)).count();
  }

  /** This block with a field put on top. */
  public HeaderBlock withOnTop(HeaderField field) {
    byte[] top = field.raw().getBytes(StandardCharsets.ISO_8859_1);
    byte[] joined = Arrays.copyOf(top, top.length + octets.length);
    System.arraycopy(octets, 0, joined, top.length, octets.length);
    return new HeaderBlock(joined);
  }

  private static int endOfField(String text, int start) {
    int end = start;
    do {
      int lineEnd = text.indexOf("\r\n", end);
      end = lineEnd < 0 ? text.length() : lineEnd + 2;
    } while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t'));
    return end;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderBlock block && Arrays.equals(block.octets, octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "HeaderBlock[" + octets.length + " octets]";
  }
}
