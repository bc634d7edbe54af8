package org.karamail.plugin.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A conversation with a daemon. Each wait, to connect, to write and to read, ends at the deadline with a {@link
 * SocketTimeoutException}.
 *
 * <p>A blocking channel of a Unix socket knows no time-out, so this one does not block: a selector of its own waits, for TCP
 * and Unix alike.
 */
public final class DaemonConnection implements Closeable {

  private static final int BUFFER = 16 * 1024;

  private final DaemonAddress address;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer incoming = ByteBuffer.allocate(BUFFER).limit(0);
  private Deadline deadline;

  private DaemonConnection(DaemonAddress address, SocketChannel channel, Selector selector, Deadline deadline)
      throws IOException {
    this.address = address;
    this.channel = channel;
    this.selector = selector;
    this.deadline = deadline;
    channel.configureBlocking(false);
    this.key = channel.register(selector, 0);
  }

  /**
   * Connects.
   *
   * @param deadline for this and, until {@link #deadline(Deadline)}, for all that follows
   */
  public static DaemonConnection open(DaemonAddress address, Deadline deadline) throws IOException {
    SocketAddress to = address.socketAddress();
    if (to instanceof InetSocketAddress internet && internet.isUnresolved()) {
      throw new UnknownHostException(address.host());
    }
    SocketChannel channel =
        to instanceof InetSocketAddress ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      if (to instanceof InetSocketAddress) {
        // Questions are short and come in pieces; each would wait for the peer's acknowledgement of the last.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      DaemonConnection connection = new DaemonConnection(address, channel, Selector.open(), deadline);
      connection.connect(to);
      return connection;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  public DaemonAddress address() {
    return address;
  }

  /** Another deadline for all that follows. */
  public void deadline(Deadline next) {
    deadline = next;
  }

  /** What the daemon says; at the end of it -1. Closing it does nothing. */
  public InputStream in() {
    return new Incoming();
  }

  /** What is said to the daemon, unbuffered. Closing it does nothing. */
  public OutputStream out() {
    return new Outgoing();
  }

  /** Writes all that remains of the buffer. */
  public void write(ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      if (channel.write(octets) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  /** Says that nothing more will be said. */
  public void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Whether the daemon has said something, or has gone, before it was waited for. Does not wait. */
  public boolean hasInput() throws IOException {
    return incoming.hasRemaining() || fill() != 0;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }

  private void connect(SocketAddress to) throws IOException {
    if (!channel.connect(to)) {
      do {
        await(SelectionKey.OP_CONNECT);
      } while (!channel.finishConnect());
    }
  }

  /** Reads what is there: the count, 0 for nothing, -1 at the end. */
  private int fill() throws IOException {
    incoming.clear();
    int count = channel.read(incoming);
    incoming.flip();
    return count;
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    selector.selectedKeys().clear();
    while (selector.select(timeLeft()) == 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting for " + address);
      }
    }
  }

  private long timeLeft() throws SocketTimeoutException {
    long left = deadline.millis();
    if (left == 0) {
      throw new SocketTimeoutException("no answer from " + address + " in time");
    }
    return left;
  }

  /** What comes in. */
  private final class Incoming extends InputStream {

    @Override
    public int read() throws IOException {
      return awaitInput() ? incoming.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!awaitInput()) {
        return -1;
      }
      int count = Math.min(length, incoming.remaining());
      incoming.get(target, offset, count);
      return count;
    }

    private boolean awaitInput() throws IOException {
      while (!incoming.hasRemaining()) {
        int count = fill();
        if (count < 0) {
          return false;
        }
        if (count == 0) {
          DaemonConnection.this.await(SelectionKey.OP_READ);
        }
      }
      return true;
    }
  }

  /** What goes out. */
  private final class Outgoing extends OutputStream {

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      DaemonConnection.this.write(ByteBuffer.wrap(octets, offset, length));
    }
  }
}
