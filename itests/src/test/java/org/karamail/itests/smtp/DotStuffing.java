package org.karamail.itests.smtp;

import java.io.ByteArrayOutputStream;

/** RFC 5321 section 4.5.2: a line that starts with a dot gets another one. */
public final class DotStuffing {

  private DotStuffing() {}

  /** The message as it travels after DATA, without the final dot. */
  public static byte[] stuffed(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 64);
    boolean lineStart = true;
    for (byte b : message) {
      if (lineStart && b == '.') {
        out.write('.');
      }
      out.write(b);
      lineStart = b == '\n';
    }
    return out.toByteArray();
  }
}
