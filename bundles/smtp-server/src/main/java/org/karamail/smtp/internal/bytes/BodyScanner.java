package org.karamail.smtp.internal.bytes;

/**
 * Finds the end of a message and takes the stuffed dots out (RFC 5321 section 4.5.2).
 *
 * <p>Only CRLF.CRLF ends a message, where the CRLF of the DATA command counts as the first. A line begins after CRLF and
 * nowhere else; a CR or LF on its own is part of the text, is noted in {@link #bareCrOrLf()}, and makes the message
 * unacceptable, since another host might read it as a line end (CVE-2023-51764 and its kin). Every other octet passes.
 *
 * <p>Use: {@link #scan} advances over an array run and stops where a piece of text ends: at the end of the run, before a
 * leading dot, or at the end of the message. {@link #pieceFrom()} up to {@link #pieceTo()} is that piece, possibly empty.
 *
 * <pre>
 *   LINE_START --'.'--> DOT --CR--> DOT_CR --LF--> END
 *       |                |             |
 *       +--any--> TEXT <-+---any-------+        TEXT --CR--> AFTER_CR --LF--> LINE_START
 * </pre>
 *
 * <p>Belongs to the event loop of its connection.
 */
public final class BodyScanner {

  private enum State {
    LINE_START,
    TEXT,
    AFTER_CR,
    DOT,
    DOT_CR,
    END
  }

  private State state = State.LINE_START;
  private int pieceFrom;
  private int pieceTo;
  private long lineLength;
  private long longestLine;
  private boolean bareCrOrLf;

  /** Advances over {@code array[from, to)}; answers where it stopped. Not after the end. */
  public int scan(byte[] array, int from, int to) {
    pieceFrom = from;
    pieceTo = from;
    int at = from;
    while (at < to && state != State.END) {
      if (state == State.LINE_START && array[at] == '.') {
        state = State.DOT;
        lineLength = 1;
        at++;
        if (pieceTo > pieceFrom) {
          return at;
        }
        pieceFrom = at;
        pieceTo = at;
      } else if (state == State.DOT || state == State.DOT_CR) {
        at = afterDot(array, at);
        pieceFrom = at;
        pieceTo = at;
      } else {
        at = text(array, at, to);
        pieceTo = at;
      }
    }
    return at;
  }

  /** Where the piece found by the last scan begins. */
  public int pieceFrom() {
    return pieceFrom;
  }

  /** Where it ends. */
  public int pieceTo() {
    return pieceTo;
  }

  /** Whether the end of the message has been found. */
  public boolean atEnd() {
    return state == State.END;
  }

  /** Whether a CR or LF stood on its own so far. */
  public boolean bareCrOrLf() {
    return bareCrOrLf;
  }

  /** Octets of the longest line so far, its CRLF included. */
  public long longestLine() {
    return Math.max(longestLine, lineLength);
  }

  private int afterDot(byte[] array, int at) {
    if (state == State.DOT) {
      state = array[at] == '\r' ? State.DOT_CR : State.TEXT;
      return state == State.DOT_CR ? at + 1 : at;
    }
    if (array[at] == '\n') {
      state = State.END;
      return at + 1;
    }
    bareCrOrLf = true;
    state = State.TEXT;
    return at;
  }

  /** Runs through text up to the next line start or the end of the run. */
  private int text(byte[] array, int from, int to) {
    int at = from;
    if (state == State.AFTER_CR) {
      if (array[at] == '\n') {
        endLine(1);
        return at + 1;
      }
      bareCrOrLf = true;
    }
    state = State.TEXT;
    while (at < to) {
      byte octet = array[at++];
      if (octet > '\r') {
        continue;
      }
      if (octet == '\r') {
        if (at < to && array[at] == '\n') {
          endLine(at + 1 - from);
          return at + 1;
        }
        if (at == to) {
          state = State.AFTER_CR;
        } else {
          bareCrOrLf = true;
        }
      } else if (octet == '\n') {
        bareCrOrLf = true;
      }
    }
    lineLength += at - from;
    return at;
  }

  private void endLine(int octets) {
    longestLine = Math.max(longestLine, lineLength + octets);
    lineLength = 0;
    state = State.LINE_START;
  }
}
