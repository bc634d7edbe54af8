package org.karamail.hook.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * How notes are written down: for each its key, a letter that tells the type, and the value in octets, each with its length
 * before it, the whole in Base64. No notes are no text. The letters never change their meaning.
 */
final class NoteFormat {

  private static final char TEXT = 't';
  private static final char WHOLE = 'n';
  private static final char FLAG = 'f';
  private static final char OCTETS = 'o';

  private NoteFormat() {}

  static String write(Map<String, NoteValue> notes) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(octets)) {
      for (Map.Entry<String, NoteValue> note : new TreeMap<>(notes).entrySet()) {
        out.writeUTF(note.getKey());
        write(out, note.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getEncoder().encodeToString(octets.toByteArray());
  }

  /**
   * Reads notes back.
   *
   * @throws IllegalArgumentException if they were written by something else
   */
  static Map<String, NoteValue> read(String written) {
    Map<String, NoteValue> notes = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(written)))) {
      while (in.available() > 0) {
        String key = in.readUTF();
        notes.put(key, read(in));
      }
    } catch (IOException malformed) {
      throw new IllegalArgumentException("these are no notes", malformed);
    }
    return notes;
  }

  private static void write(DataOutputStream out, NoteValue value) throws IOException {
    if (value instanceof NoteValue.Text text) {
      sized(out, TEXT, text.value().getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof NoteValue.Whole whole) {
      sized(out, WHOLE, ByteBuffer.allocate(Long.BYTES).putLong(whole.value()).array());
    } else if (value instanceof NoteValue.Flag flag) {
      sized(out, FLAG, new byte[] {(byte) (flag.value() ? 1 : 0)});
    } else if (value instanceof NoteValue.Octets octets) {
      ByteBuffer copy = octets.value().duplicate().rewind();
      byte[] bytes = new byte[copy.remaining()];
      copy.get(bytes);
      sized(out, OCTETS, bytes);
    }
  }

  private static void sized(DataOutputStream out, char type, byte[] value) throws IOException {
    out.writeByte(type);
    out.writeInt(value.length);
    out.write(value);
  }

  private static NoteValue read(DataInputStream in) throws IOException {
    char type = (char) in.readUnsignedByte();
    byte[] value = in.readNBytes(in.readInt());
    return switch (type) {
      case TEXT -> new NoteValue.Text(new String(value, StandardCharsets.UTF_8));
      case WHOLE -> new NoteValue.Whole(ByteBuffer.wrap(value).getLong());
      case FLAG -> new NoteValue.Flag(value[0] != 0);
      case OCTETS -> new NoteValue.Octets(ByteBuffer.wrap(value));
      default -> throw new IOException("a note of an unknown type: " + type);
    };
  }
}
