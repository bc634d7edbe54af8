package org.karamail.shell.internal.view;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Turns octets of a message into text that is harmless to a terminal, piece by piece: UTF-8 is read as such, every other
 * octet beyond ASCII and every control character but the tab becomes an escape, and only CRLF ends a line.
 */
public final class RawText {

  private static final int PIECE = 4096;

  private final Consumer<String> target;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer chars = CharBuffer.allocate(PIECE);
  private final StringBuilder text = new StringBuilder(PIECE);
  private byte[] rest = new byte[0];
  private boolean carriageReturn;

  /** Text goes to a consumer, in pieces that end anywhere. */
  public RawText(Consumer<String> target) {
    this.target = target;
  }

  /** Takes octets; what does not make a character yet waits for more. */
  public void write(byte[] octets, int count) {
    ByteBuffer in = ByteBuffer.allocate(rest.length + count).put(rest).put(octets, 0, count).flip();
    decode(in, false);
    rest = new byte[in.remaining()];
    in.get(rest);
  }

  /** Takes what waited as it is. */
  public void end() {
    decode(ByteBuffer.wrap(rest), true);
    if (carriageReturn) {
      target.accept("\\x0D");
    }
  }

  private void decode(ByteBuffer in, boolean last) {
    while (true) {
      CoderResult result = decoder.decode(in, chars, last);
      append(chars.flip());
      chars.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        append(CharBuffer.wrap(String.format("\\x%02X", in.get())));
      }
      target.accept(text.toString());
      text.setLength(0);
      if (result.isUnderflow()) {
        return;
      }
    }
  }

  private void append(CharBuffer decoded) {
    for (int i = 0; i < decoded.length(); ) {
      int point = Character.codePointAt(decoded, i);
      append(point);
      i += Character.charCount(point);
    }
  }

  private void append(int point) {
    if (carriageReturn) {
      carriageReturn = false;
      if (point == '\n') {
        text.append('\n');
        return;
      }
      text.append("\\x0D");
    }
    if (point == '\r') {
      carriageReturn = true;
    } else if ((point >= ' ' && point < 0x7F) || point == '\t') {
      text.append((char) point);
    } else {
      Printable.append(point, text);
    }
  }
}
