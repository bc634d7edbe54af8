package org.karamail.rocksdb.internal.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that tells when it is closed, once. Belongs to its reader. */
final class CountedStream extends FilterInputStream {

  /** What is to be done at the close. */
  interface Closing {
    void run() throws IOException;
  }

  private final Closing closing;
  private boolean closed;

  CountedStream(InputStream stream, Closing closing) {
    super(stream);
    this.closing = closing;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return in.read(target, offset, length);
  }

  @Override
  public void close() throws IOException {
    super.close();
    if (!closed) {
      closed = true;
      closing.run();
    }
  }
}
