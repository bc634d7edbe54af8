package org.karamail.message.sevenbit;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into lines with their CRLF; a line that is longer than the buffer comes in pieces, and no CRLF is ever cut in
 * two. A CR or LF alone ends no line.
 */
final class Lines {

  private static final int LONGEST = 16 * 1024;

  private final InputStream source;
  private final byte[] buffer = new byte[LONGEST];
  private int from;
  private int filled;
  private boolean atStart = true;

  /** Takes pieces. */
  interface Taker {
    /**
     * A line, or a piece of one.
     *
     * @param atStart whether a line begins here
     */
    void take(byte[] octets, int from, int to, boolean atStart) throws IOException;
  }

  Lines(InputStream source) {
    this.source = source;
  }

  /** Gives the next piece; answers false at the end. */
  boolean next(Taker taker) throws IOException {
    int end = endOfPiece(from);
    while (end < 0 && fill()) {
      end = endOfPiece(from);
    }
    if (end < 0) {
      end = filled;
    }
    if (end == from) {
      return false;
    }
    boolean begins = atStart;
    atStart = end - from >= 2 && buffer[end - 1] == '\n' && buffer[end - 2] == '\r';
    taker.take(buffer, from, end, begins);
    from = end;
    return true;
  }

  /** Behind the next CRLF; behind all but a last CR when the buffer is full of one line; negative when more is to be read. */
  private int endOfPiece(int start) {
    for (int i = start + 1; i < filled; i++) {
      if (buffer[i] == '\n' && buffer[i - 1] == '\r') {
        return i + 1;
      }
    }
    boolean isFull = start == 0 && filled == LONGEST;
    return isFull ? filled - (buffer[filled - 1] == '\r' ? 1 : 0) : -1;
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    filled -= from;
    from = 0;
    int read = source.read(buffer, filled, LONGEST - filled);
    filled += Math.max(read, 0);
    return read > 0;
  }
}
