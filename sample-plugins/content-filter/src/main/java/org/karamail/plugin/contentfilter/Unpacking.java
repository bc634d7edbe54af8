package org.karamail.plugin.contentfilter;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of a file in an archive, counted against the limits while it comes out. */
final class Unpacking extends FilterInputStream {

  private static final long BEFORE_RATIO = 1 << 20;
  private static final int BUFFER = 8192;

  private final Packed packed;
  private final long packedBefore;
  private final Sight sight;
  private long out;

  /** @param packed what it comes out of, from where that is now */
  Unpacking(InputStream in, Packed packed, Sight sight) {
    this(in, packed, packed.count(), sight);
  }

  /** @param packedBefore from where in the archive it comes */
  Unpacking(InputStream in, Packed packed, long packedBefore, Sight sight) {
    super(in);
    this.packed = packed;
    this.packedBefore = packedBefore;
    this.sight = sight;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    packed.ration();
    int count = super.read(target, offset, length);
    if (count > 0) {
      out += count;
      sight.unpacked(count);
      long used = Math.max(1, packed.count() - packedBefore);
      if (out > BEFORE_RATIO && out / used > sight.limits().ratio()) {
        throw new LimitExceededException("an archive that unpacks to more than " + sight.limits().ratio() + " times its size");
      }
    }
    return count;
  }

  @Override
  public long skip(long most) throws IOException {
    return Math.max(0, read(new byte[(int) Math.min(BUFFER, most)]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** To the end of the file. */
  void skipAll() throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (read(buffer, 0, buffer.length) >= 0) {
      // What passes is counted by read.
    }
    packed.ration();
  }
}
