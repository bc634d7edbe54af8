package org.karamail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
    List<HeaderField> fields = new ArrayList<>();
    FieldCursor cursor = new FieldCursor(octets);
    while (cursor.next()) {
      fields.add(cursor.field());
    }
    return List.copyOf(fields);
  }

  /** The topmost field of this name, in any case. */
  public Optional<HeaderField> first(String name) {
    FieldCursor cursor = new FieldCursor(octets);
    while (cursor.next()) {
      if (cursor.isNamed(name)) {
        return Optional.of(cursor.field());
      }
    }
    return Optional.empty();
  }

  /** How many fields have this name, in any case. */
  public int count(String name) {
    int count = 0;
    FieldCursor cursor = new FieldCursor(octets);
    while (cursor.next()) {
      count += cursor.isNamed(name) ? 1 : 0;
    }
    return count;
  }

  /** This block with a field put on top. */
  public HeaderBlock withOnTop(HeaderField field) {
    byte[] top = field.raw().getBytes(ISO_8859_1);
    byte[] joined = Arrays.copyOf(top, top.length + octets.length);
    System.arraycopy(octets, 0, joined, top.length, octets.length);
    return new HeaderBlock(joined);
  }

  /** This block without the fields of this name, in any case; everything else stays to the octet. */
  public HeaderBlock without(String name) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(octets.length);
    int from = 0;
    FieldCursor cursor = new FieldCursor(octets);
    while (cursor.next()) {
      if (cursor.isNamed(name)) {
        kept.write(octets, from, cursor.start() - from);
        from = cursor.end();
      }
    }
    kept.write(octets, from, octets.length - from);
    return from == 0 ? this : new HeaderBlock(kept.toByteArray());
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
