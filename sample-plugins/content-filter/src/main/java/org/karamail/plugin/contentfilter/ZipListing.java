package org.karamail.plugin.contentfilter;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Lists what lies in a zip archive, and in archives in it, while the archive streams by: nothing is kept but names.
 *
 * <p>Archives are known by their first octets, whatever they are called. How much comes out is counted while it comes out, so
 * a bomb is left before it is large: by depth, by entries, by octets, and by the ratio once more than a megabyte has come out.
 */
final class ZipListing {

  private static final int[] MAGIC = {'P', 'K', 3, 4};
  private static final long BEFORE_RATIO = 1 << 20;

  private final Sight sight;

  ZipListing(Sight sight) {
    this.sight = sight;
  }

  /** Looks at what may be an archive; passes over what is none. */
  void look(InputStream in, int depth) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(MAGIC.length);
    boolean zip = true;
    for (int octet : MAGIC) {
      zip = zip && buffered.read() == octet;
    }
    buffered.reset();
    if (zip) {
      sight.depth(depth);
      list(buffered, depth);
    }
  }

  private void list(InputStream in, int depth) throws IOException {
    Counted packed = new Counted(in);
    // Not closed: that would close the part it is read from.
    ZipInputStream zip = new ZipInputStream(packed);
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        sight.entry();
        sight.name(entry.getName());
        Unpacking unpacking = new Unpacking(zip, packed);
        look(unpacking, depth + 1);
        unpacking.skipAll();
      }
    } catch (ZipException broken) {
      if (String.valueOf(broken.getMessage()).contains("encrypted")) {
        sight.encrypted();
      } else {
        throw broken;
      }
    } catch (IllegalArgumentException badName) {
      throw new IOException("an archive with names that cannot be read", badName);
    }
  }

  /** What comes out of an entry, counted against the limits. */
  private final class Unpacking extends FilterInputStream {

    private final Counted packed;
    private final long packedBefore;
    private long out;

    Unpacking(ZipInputStream zip, Counted packed) {
      super(zip);
      this.packed = packed;
      this.packedBefore = packed.count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count > 0) {
        out += count;
        sight.unpacked(count);
        long used = Math.max(1, packed.count - packedBefore);
        if (out > BEFORE_RATIO && out / used > sight.limits().ratio()) {
          throw new LimitExceededException("an archive that unpacks to more than " + sight.limits().ratio() + " times its size");
        }
      }
      return count;
    }

    void skipAll() throws IOException {
      byte[] buffer = new byte[8192];
      while (read(buffer, 0, buffer.length) >= 0) {
        // What passes is counted by read.
      }
    }
  }

  /** Counts what goes in. */
  private static final class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      count += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
