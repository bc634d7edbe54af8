package org.karamail.message.sevenbit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.karamail.message.Body;

/** A body whose contents are encoded as it is read. */
final class RecodedBody implements Body {

  private final Body original;
  private final PartHeader root;
  private final List<Encoding> encodings;
  private final long size;

  /** Reads it once, to know its size. */
  RecodedBody(Body original, PartHeader root, List<Encoding> encodings) throws IOException {
    this.original = original;
    this.root = root;
    this.encodings = encodings;
    try (InputStream in = open()) {
      this.size = in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return new Recoded(original.open());
  }

  /** Encodes a line when the one before it has been read. */
  private final class Recoded extends InputStream {

    private final InputStream source;
    private final Lines lines;
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private final MimeWalk walk = new MimeWalk(root, new Recoder(root, encodings, encoded));
    private byte[] ready = {};
    private int at;
    private boolean isOver;

    private Recoded(InputStream source) {
      this.source = source;
      this.lines = new Lines(source);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      while (at == ready.length) {
        if (isOver) {
          return -1;
        }
        more();
      }
      int count = Math.min(length, ready.length - at);
      System.arraycopy(ready, at, octets, offset, count);
      at += count;
      return count;
    }

    private void more() throws IOException {
      if (!lines.next(walk)) {
        walk.end();
        isOver = true;
      }
      ready = encoded.toByteArray();
      encoded.reset();
      at = 0;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
