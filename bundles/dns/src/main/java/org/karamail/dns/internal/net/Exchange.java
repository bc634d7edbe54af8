package org.karamail.dns.internal.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;

/** One question and its answer on a socket of its own. Used by the thread of {@link Wire} only, but for its future. */
abstract class Exchange {

  private static final int HEADER = 12;

  final byte[] question;
  final CompletableFuture<byte[]> answer = new CompletableFuture<>();
  private final long deadline;

  /**
   * An exchange that has not begun.
   *
   * @param deadline when it ends without an answer, by {@code System.nanoTime()}
   */
  Exchange(byte[] question, long deadline) {
    this.question = question;
    this.deadline = deadline;
  }

  /** Opens the socket and begins; nothing waits. */
  abstract void begin(Selector selector) throws IOException;

  /** The socket can be read, written or connected. */
  abstract void ready(SelectionKey key, ByteBuffer buffer) throws IOException;

  /** The socket, once it is open. */
  abstract SelectableChannel channel();

  final boolean isDone() {
    return answer.isDone();
  }

  /** Nanoseconds that are left; negative when its time is over. */
  final long remaining(long now) {
    return deadline - now;
  }

  final void timeOut() {
    answer.completeExceptionally(new SocketTimeoutException("no answer in time"));
  }

  final void close() {
    try {
      channel().close();
    } catch (IOException nothingWaitsForIt) {
      answer.completeExceptionally(nothingWaitsForIt);
    }
  }

  /** Whether this is an answer and carries the id of our question: anybody can send us anything else. */
  final boolean isOurs(byte[] received) {
    return received.length >= HEADER
        && received[0] == question[0]
        && received[1] == question[1]
        && (received[2] & 0x80) != 0;
  }
}
