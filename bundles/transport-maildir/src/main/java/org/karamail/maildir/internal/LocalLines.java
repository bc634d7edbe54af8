package org.karamail.maildir.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a message to a file with LF line ends: CRLF becomes LF, also when it is cut in two; all else stays. */
final class LocalLines extends OutputStream {

  private static final int LARGEST_BUFFER = 64 * 1024;

  private final FileChannel file;
  private final ByteBuffer buffer;
  private boolean carriageReturnHeld;

  /** Writes to the end of a file about this many octets. */
  LocalLines(FileChannel file, long expected) {
    this.file = file;
    this.buffer = ByteBuffer.allocate((int) Math.min(LARGEST_BUFFER, Math.max(expected, 1)));
  }

  @Override
  public void write(int octet) throws IOException {
    if (carriageReturnHeld && octet != '\n') {
      put((byte) '\r');
    }
    carriageReturnHeld = octet == '\r';
    if (!carriageReturnHeld) {
      put((byte) octet);
    }
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(octets[i]);
    }
  }

  /** Writes what is held back; call it once, at the end. */
  void finish() throws IOException {
    if (carriageReturnHeld) {
      put((byte) '\r');
    }
    drain();
  }

  private void put(byte octet) throws IOException {
    if (!buffer.hasRemaining()) {
      drain();
    }
    buffer.put(octet);
  }

  private void drain() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }
}
