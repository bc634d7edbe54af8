package org.karamail.plugin.contentfilter;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An archive as it streams by: counts what goes in, and gives out no more than a ration between two steps. Headers are read into
 * memory by those who read archives; an archive whose header does not end is left before memory does.
 */
final class Packed extends FilterInputStream {

  private static final long RATION = 4 << 20;

  private long count;
  private long end = RATION;

  Packed(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  /** A step was made. */
  void ration() {
    end = count + RATION;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    counted(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    counted(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long most) throws IOException {
    long skipped = super.skip(most);
    counted(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(long more) throws LimitExceededException {
    count += more;
    if (count > end) {
      throw new LimitExceededException("an archive with a header of more than " + (RATION >> 20) + " MB");
    }
  }
}
