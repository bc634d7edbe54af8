package org.karamail.rocksdb.internal.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * A body that is checked while it is read: the read that would complete a damaged one fails, so that whoever sends it never
 * comes to its end. Belongs to its reader.
 */
final class CheckedStream extends FilterInputStream {

  /** Who is told of damage. */
  interface Alarm {
    void damaged(String what);
  }

  private static final int LARGEST_PIECE = 64 << 10;

  private final long size;
  private final int checksum;
  private final Alarm alarm;
  private final CRC32C sum = new CRC32C();
  private long taken;

  CheckedStream(InputStream stream, long size, int checksum, Alarm alarm) {
    super(stream);
    this.size = size;
    this.checksum = checksum;
    this.alarm = alarm;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      taken += read;
      sum.update(target, offset, read);
    }
    check(read < 0);
    return read;
  }

  private void check(boolean ended) throws IOException {
    if (ended ? taken < size : taken > size) {
      fail("its length is not " + size + " octets");
    }
    if (taken == size && (int) sum.getValue() != checksum) {
      fail("its checksum does not hold");
    }
  }

  private void fail(String what) throws IOException {
    alarm.damaged("the body is damaged: " + what);
    throw new IOException("the body is damaged: " + what);
  }

  /** In pieces larger than those of the JDK: it is a file that is read. */
  @Override
  public long transferTo(OutputStream target) throws IOException {
    byte[] piece = new byte[(int) Math.max(1, Math.min(LARGEST_PIECE, size - taken))];
    long before = taken;
    for (int read = read(piece, 0, piece.length); read >= 0; read = read(piece, 0, piece.length)) {
      target.write(piece, 0, read);
    }
    return taken - before;
  }

  @Override
  public long skip(long octets) throws IOException {
    return readNBytes((int) Math.min(octets, 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
