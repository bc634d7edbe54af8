package org.karamail.plugin.contentfilter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Lists what lies in a zip archive, twice: the files as they come, and the list at the end, which is what most programs go by.
 * The two need not say the same, and there may be another archive behind the end: whoever made it so means to hide something,
 * so the names of both count, and an archive without a list, or with more behind it, is unreadable.
 */
final class ZipListing {

  private static final byte[] FILE = {'P', 'K', 3, 4};
  private static final byte[] LISTED = {'P', 'K', 1, 2};
  private static final int LISTED_SIZE = 46;
  private static final int LENGTHS_AT = 28;

  private final Sight sight;
  private final Archives archives;

  ZipListing(Sight sight, Archives archives) {
    this.sight = sight;
    this.archives = archives;
  }

  void list(Packed packed, int depth) throws IOException {
    Zip zip = new Zip(packed);
    try {
      while (zip.isAt(FILE)) {
        ZipEntry entry = zip.getNextEntry();
        archives.entry(named(entry.getName()), new Unpacking(zip, packed, sight), depth);
        zip.closeEntry();
      }
    } catch (ZipException broken) {
      if (!String.valueOf(broken.getMessage()).contains("encrypted")) {
        throw broken;
      }
      sight.encrypted();
      return;
    }
    zip.readList();
  }

  /** Names are in whatever the sender's system has; what could be UTF-8 is looked at as that, too. */
  private String named(String raw) {
    sight.name(raw);
    if (!ISO_8859_1.newEncoder().canEncode(raw)) {
      return raw;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(raw.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException other) {
      return raw;
    }
  }

  /** Gives us the octets between files, which it has in its own hands. */
  private final class Zip extends ZipInputStream {

    private final Packed packed;

    Zip(Packed packed) {
      super(packed, ISO_8859_1);
      this.packed = packed;
    }

    /** Whether this comes next. It is read and given back, for which the stream that we are made over has room. */
    boolean isAt(byte[] signature) throws IOException {
      byte[] next = in.readNBytes(signature.length);
      ((PushbackInputStream) in).unread(next);
      return Arrays.equals(next, signature);
    }

    void readList() throws IOException {
      int listed = 0;
      while (isAt(LISTED)) {
        ByteBuffer head = ByteBuffer.wrap(whole(LISTED_SIZE)).order(ByteOrder.LITTLE_ENDIAN).position(LENGTHS_AT);
        int name = Short.toUnsignedInt(head.getShort());
        int more = Short.toUnsignedInt(head.getShort()) + Short.toUnsignedInt(head.getShort());
        sight.name(named(new String(whole(name), ISO_8859_1)));
        whole(more);
        packed.ration();
        if (++listed > sight.limits().entries()) {
          throw new LimitExceededException("more than " + sight.limits().entries() + " parts and files");
        }
      }
      if (listed == 0) {
        throw new IOException("a zip archive without its list");
      }
      refuseMore(in);
    }

    private byte[] whole(int size) throws IOException {
      byte[] octets = in.readNBytes(size);
      if (octets.length < size) {
        throw new EOFException("a zip archive without its end");
      }
      return octets;
    }

    private void refuseMore(InputStream rest) throws IOException {
      int matched = 0;
      for (int octet = rest.read(); octet >= 0; octet = rest.read()) {
        packed.ration();
        matched = octet == FILE[matched] ? matched + 1 : octet == FILE[0] ? 1 : 0;
        if (matched == FILE.length) {
          throw new IOException("a zip archive with something behind its end");
        }
      }
    }
  }
}
