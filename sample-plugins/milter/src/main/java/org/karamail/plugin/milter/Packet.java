package org.karamail.plugin.milter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One packet of the milter protocol: a command or an answer, which is a letter, and its data. */
final class Packet {

  private final char command;
  private final byte[] data;

  /** The data are not copied: whoever makes a packet leaves them alone. */
  Packet(char command, byte[] data) {
    this.command = command;
    this.data = data;
  }

  static Packet of(char command) {
    return new Packet(command, new byte[0]);
  }

  char command() {
    return command;
  }

  byte[] data() {
    return data;
  }

  /** One whose data are texts, each ended by a NUL; characters are octets. */
  static Packet of(char command, List<String> texts) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String text : texts) {
      data.writeBytes(text.replace('\0', ' ').getBytes(ISO_8859_1));
      data.write(0);
    }
    return new Packet(command, data.toByteArray());
  }

  /** The texts of the data behind an offset, each ended by a NUL; octets are characters. */
  List<String> texts(int offset) throws IOException {
    must(data.length > offset && data[data.length - 1] == 0);
    List<String> texts = new ArrayList<>();
    int start = offset;
    for (int i = offset; i < data.length; i++) {
      if (data[i] == 0) {
        texts.add(new String(data, start, i - start, ISO_8859_1));
        start = i + 1;
      }
    }
    return texts;
  }

  /** A text of any characters as octets of UTF-8, each a character. */
  static String octets(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** The text that these octets of UTF-8 are. */
  static String text(String octets) {
    return new String(octets.getBytes(ISO_8859_1), UTF_8);
  }

  /** The number of 32 bits at an offset. */
  int number(int offset) throws IOException {
    must(data.length >= offset + Integer.BYTES);
    return ByteBuffer.wrap(data).getInt(offset);
  }

  private void must(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("a malformed packet " + this);
    }
  }

  @Override
  public String toString() {
    return "'" + (command > ' ' && command < 0x7f ? command : '?') + "' of " + data.length + " octets";
  }
}
