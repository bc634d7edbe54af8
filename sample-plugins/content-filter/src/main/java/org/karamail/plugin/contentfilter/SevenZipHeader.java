package org.karamail.plugin.contentfilter;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Whether the list of a 7z archive is small enough to be read: it is read into memory as a whole, packed or not, and says
 * itself how large it is (7zFormat.txt of the LZMA SDK).
 */
final class SevenZipHeader {

  private static final int START = 32;
  private static final int LOCATION_AT = 12;
  private static final long LARGEST = 16 << 20;
  private static final int END = 0x00;
  private static final int HEADER = 0x01;
  private static final int PACK_INFO = 0x06;
  private static final int UNPACK_INFO = 0x07;
  private static final int SIZES = 0x09;
  private static final int DIGESTS = 0x0a;
  private static final int FOLDER = 0x0b;
  private static final int UNPACK_SIZES = 0x0c;
  private static final int ENCODED_HEADER = 0x17;

  private final ByteBuffer octets;

  private SevenZipHeader(ByteBuffer octets) {
    this.octets = octets;
  }

  static void check(FileChannel file) throws IOException {
    try {
      ByteBuffer start = read(file, 0, START);
      start.position(LOCATION_AT);
      long offset = start.getLong();
      long size = start.getLong();
      if (offset < 0 || size < 0 || offset > file.size() || START + offset + size > file.size()) {
        throw new IOException("a 7z archive without its end");
      }
      refuse(size);
      if (size > 0) {
        new SevenZipHeader(read(file, START + offset, (int) size)).check();
      }
    } catch (BufferUnderflowException cut) {
      throw new IOException("a broken 7z archive", cut);
    }
  }

  private void check() throws IOException {
    int kind = next();
    if (kind == ENCODED_HEADER) {
      refuse(unpackedSize());
    } else if (kind != HEADER) {
      throw new IOException("a broken 7z archive");
    }
  }

  /** The largest of the sizes that come out of the coders of a packed header. */
  private long unpackedSize() throws IOException {
    packed();
    expect(UNPACK_INFO);
    expect(FOLDER);
    if (number() != 1 || next() != 0) {
      throw new IOException("a 7z archive whose list is packed in several parts");
    }
    long outputs = folder();
    expect(UNPACK_SIZES);
    long largest = 0;
    for (long i = 0; i < outputs; i++) {
      largest = Math.max(largest, number());
    }
    return largest;
  }

  /** Passes over what is said of the packed streams. */
  private void packed() throws IOException {
    expect(PACK_INFO);
    number();
    long streams = number();
    for (int kind = next(); kind != END; kind = next()) {
      if (kind == SIZES) {
        for (long i = 0; i < streams; i++) {
          number();
        }
      } else if (kind == DIGESTS) {
        skip(Integer.BYTES * defined(streams));
      } else {
        throw new IOException("a broken 7z archive");
      }
    }
  }

  /** Of so many, how many have what follows. */
  private long defined(long streams) {
    if (next() != 0) {
      return streams;
    }
    long defined = 0;
    for (long i = 0; i < streams; i += Byte.SIZE) {
      long meant = Math.min(Byte.SIZE, streams - i);
      defined += Integer.bitCount(next() >> (Byte.SIZE - meant));
    }
    return defined;
  }

  /** Passes over a folder of coders; answers how many outputs they have. */
  private long folder() throws IOException {
    long coders = number();
    long inputs = 0;
    long outputs = 0;
    for (long i = 0; i < coders; i++) {
      int form = next();
      skip(form & 0x0f);
      boolean complex = (form & 0x10) != 0;
      inputs += complex ? number() : 1;
      outputs += complex ? number() : 1;
      if ((form & 0x20) != 0) {
        skip(number());
      }
    }
    long bonds = outputs - 1;
    for (long i = 0; i < 2 * bonds; i++) {
      number();
    }
    if (inputs - bonds > 1) {
      for (long i = 0; i < inputs - bonds; i++) {
        number();
      }
    }
    return outputs;
  }

  /** As many octets follow as the first one has leading ones; the rest of it is what is most significant. */
  private long number() throws IOException {
    int first = next();
    long value = 0;
    int mask = 0x80;
    for (int i = 0; i < Long.BYTES; i++) {
      if ((first & mask) == 0) {
        return positive(value | ((long) (first & (mask - 1)) << (Byte.SIZE * i)));
      }
      value |= (long) next() << (Byte.SIZE * i);
      mask >>= 1;
    }
    return positive(value);
  }

  private static long positive(long value) throws IOException {
    if (value < 0) {
      throw new IOException("a broken 7z archive");
    }
    return value;
  }

  private void expect(int kind) throws IOException {
    if (next() != kind) {
      throw new IOException("a broken 7z archive");
    }
  }

  private void skip(long count) throws IOException {
    if (count < 0 || count > octets.remaining()) {
      throw new EOFException("a broken 7z archive");
    }
    octets.position(octets.position() + (int) count);
  }

  private int next() {
    return octets.get() & 0xff;
  }

  private static void refuse(long size) throws LimitExceededException {
    if (size > LARGEST) {
      throw new LimitExceededException("a 7z archive whose list takes more than " + (LARGEST >> 20) + " MB");
    }
  }

  private static ByteBuffer read(FileChannel file, long at, int size) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (octets.hasRemaining()) {
      if (file.read(octets, at + octets.position()) < 0) {
        throw new EOFException("a 7z archive without its end");
      }
    }
    return octets.flip();
  }
}
