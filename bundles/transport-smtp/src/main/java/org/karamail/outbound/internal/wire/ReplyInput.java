package org.karamail.outbound.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the peer says, with bounds: lines of up to 4096 octets, replies of up to 100 lines. Ends with an exception, never
 * with -1: in a conversation every end is too early.
 *
 * <p>One read gives octets of one line only. So whoever buffers above holds nothing that the peer has said beyond the line
 * that was asked for, and what it says unasked is seen here ({@link #hasMore}).
 */
final class ReplyInput extends InputStream {

  static final int LONGEST_LINE = 4096;
  static final int MOST_LINES = 100;

  private final InputStream peer;
  private final byte[] buffer = new byte[LONGEST_LINE];
  private int next;
  private int end;
  private int lineLength;
  private int lines;

  /** Says that a peer goes on and on. */
  static final class Unbounded extends IOException {
    private static final long serialVersionUID = 1L;

    Unbounded(String what) {
      super(what);
    }
  }

  ReplyInput(InputStream peer) {
    this.peer = peer;
  }

  /** The next line read begins a reply. */
  void beginReply() {
    lines = 0;
    lineLength = 0;
  }

  /** Whether more has come than was asked for; never waits. */
  boolean hasMore() throws IOException {
    return next < end || peer.available() > 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    read(one, 0, 1);
    return one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    fill();
    int count = 0;
    boolean endOfLine = false;
    while (count < length && next < end && !endOfLine) {
      byte octet = buffer[next++];
      target[offset + count++] = octet;
      endOfLine = octet == '\n';
      count(endOfLine);
    }
    return count;
  }

  private void fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, peer.read(buffer, 0, buffer.length));
      if (end == 0) {
        throw new EOFException("the peer closed the connection");
      }
    }
  }

  private void count(boolean endOfLine) throws Unbounded {
    lineLength = endOfLine ? 0 : lineLength + 1;
    lines += endOfLine ? 1 : 0;
    if (lineLength > LONGEST_LINE) {
      throw new Unbounded("a reply line of more than " + LONGEST_LINE + " octets");
    }
    if (lines > MOST_LINES) {
      throw new Unbounded("a reply of more than " + MOST_LINES + " lines");
    }
  }
}
