package org.karamail.itests.maildir;

import java.io.ByteArrayOutputStream;

/** A Maildir holds LF where SMTP sends CRLF; everything else stays as it was. */
public final class LineEnds {

  private LineEnds() {}

  /** The same bytes with every CRLF as LF. */
  public static byte[] lf(byte[] crlf) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(crlf.length);
    for (int i = 0; i < crlf.length; i++) {
      boolean endOfLine = crlf[i] == '\r' && i + 1 < crlf.length && crlf[i + 1] == '\n';
      if (!endOfLine) {
        out.write(crlf[i]);
      }
    }
    return out.toByteArray();
  }
}
