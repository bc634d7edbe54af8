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
      StringBuilder text = new StringBuilder();
      append(chars.flip().toString(), text);
      chars.clear();
      if (result.isMalformed() || result.isUnmappable()) {
        for (int i = 0; i < result.length(); i++) {
          append(String.format("\\x%02X", in.get()), text);
        }
      }
      target.accept(text.toString());
      if (result.isUnderflow()) {
        return;
      }
    }
  }

  private void append(String decoded, StringBuilder text) {
    decoded.codePoints().forEach(point -> append(point, text));
  }

  private void append(int point, StringBuilder text) {
    if (carriageReturn) {
      text.append(point == '\n' ? "\n" : "\\x0D");
    }
    boolean endedLine = carriageReturn && point == '\n';
    carriageReturn = point == '\r';
    if (carriageReturn || endedLine) {
      return;
    }
    if (point == '\t') {
      text.append('\t');
    } else {
      Printable.append(point, text);
    }
  }
}
