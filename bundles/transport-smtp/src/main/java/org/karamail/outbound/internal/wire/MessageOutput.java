package org.karamail.outbound.internal.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a message to a peer in blocks: dots at the beginning of a line are doubled (RFC 5321 section 4.5.2), and no bare CR
 * or LF leaves, whatever was stored: each becomes CRLF, so that no peer sees the end of the message anywhere but at its end.
 */
final class MessageOutput extends OutputStream {

  private static final int BLOCK = 32 * 1024;

  private final Blocks blocks;
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private int last = '\n';

  /** Takes full blocks. */
  interface Blocks {
    void take(byte[] octets, int offset, int length, boolean last) throws IOException;
  }

  MessageOutput(Blocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public void write(int octet) throws IOException {
    if (last == '\r' && octet != '\n') {
      put('\n');
    } else if (octet == '\n' && last != '\r') {
      put('\r');
    }
    if (octet == '.' && (last == '\n' || last == '\r')) {
      put('.');
    }
    put(octet);
    last = octet;
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int asItIs = mayBeChanged(octets[at]) ? at : endOfPlain(octets, at, end);
      if (asItIs == at) {
        write(octets[at++] & 0xff);
      } else {
        put(octets, at, asItIs);
        last = octets[asItIs - 1];
        at = asItIs;
      }
    }
  }

  /** Whether what has been written last makes a difference to this octet. */
  private boolean mayBeChanged(byte octet) {
    return last == '\r' || (last == '\n' && octet == '.');
  }

  /** Where the octets end that go out as they are: text, and lines that end with CRLF and do not lead to a dot. */
  private static int endOfPlain(byte[] octets, int from, int end) {
    int at = LineEnds.first(octets, from, end);
    while (at + 2 < end && octets[at] == '\r' && octets[at + 1] == '\n' && octets[at + 2] != '.') {
      at = LineEnds.first(octets, at + 2, end);
    }
    return at;
  }

  /** Ends the last line where it is open, writes the final dot, and hands out what is left. */
  void finish() throws IOException {
    if (last == '\r') {
      put('\n');
    } else if (last != '\n') {
      put('\r');
      put('\n');
    }
    put('.');
    put('\r');
    put('\n');
    blocks.take(block, 0, filled, true);
    filled = 0;
  }

  /** What is as long as a block goes out from where it lies. */
  private void put(byte[] octets, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      if (filled == BLOCK) {
        flushBlock();
      }
      int count = Math.min(to - at, BLOCK - filled);
      if (count == BLOCK) {
        blocks.take(octets, at, count, false);
      } else {
        System.arraycopy(octets, at, block, filled, count);
        filled += count;
      }
      at += count;
    }
  }

  private void put(int octet) throws IOException {
    if (filled == BLOCK) {
      flushBlock();
    }
    block[filled++] = (byte) octet;
  }

  private void flushBlock() throws IOException {
    blocks.take(block, 0, filled, false);
    filled = 0;
  }
}
