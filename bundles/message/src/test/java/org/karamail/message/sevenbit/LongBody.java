package org.karamail.message.sevenbit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.InputStream;
import org.karamail.message.Body;

/** Lines with one umlaut each, made as they are read; counts what was read since it was opened last. */
final class LongBody implements Body {

  private static final byte[] LINE = ("\u00fc" + "x".repeat(61) + "\r\n").getBytes(ISO_8859_1);

  private final long size;
  private long read;

  /** A body of this size, which whole lines make. */
  LongBody(long size) {
    this.size = size;
  }

  long read() {
    return read;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    read = 0;
    return new InputStream() {
      @Override
      public int read() {
        return read == size ? -1 : LINE[(int) (read++ % LINE.length)] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        int count = (int) Math.min(length, size - read);
        for (int i = 0; i < count; i++) {
          target[offset + i] = LINE[(int) (read++ % LINE.length)];
        }
        return count == 0 ? -1 : count;
      }
    };
  }
}
