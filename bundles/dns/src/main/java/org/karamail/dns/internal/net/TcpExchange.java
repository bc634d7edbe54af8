package org.karamail.dns.internal.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A question over a connection of its own: two octets of length before each message (RFC 1035 section 4.2.2). */
final class TcpExchange extends Exchange {

  private static final int LENGTH = 2;

  private final InetSocketAddress server;
  private final SocketChannel channel;
  private final ByteBuffer toSend;
  private ByteBuffer received = ByteBuffer.allocate(LENGTH);
  private boolean lengthKnown;

  TcpExchange(InetSocketAddress server, byte[] question, long deadline) throws IOException {
    super(question, deadline);
    this.server = server;
    this.channel = SocketChannel.open();
    this.toSend = ByteBuffer.allocate(LENGTH + question.length).putShort((short) question.length).put(question).flip();
  }

  @Override
  void begin(Selector selector) throws IOException {
    channel.configureBlocking(false);
    boolean connected = channel.connect(server);
    channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
  }

  @Override
  void ready(SelectionKey key, ByteBuffer buffer) throws IOException {
    if (key.isConnectable() && channel.finishConnect()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else if (key.isWritable()) {
      write(key);
    } else if (key.isReadable()) {
      read();
    }
  }

  @Override
  SelectableChannel channel() {
    return channel;
  }

  private void write(SelectionKey key) throws IOException {
    channel.write(toSend);
    if (!toSend.hasRemaining()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void read() throws IOException {
    if (channel.read(received) < 0) {
      throw new EOFException("connection closed before the answer was complete");
    }
    if (received.hasRemaining()) {
      return;
    }
    if (!lengthKnown) {
      lengthKnown = true;
      received = ByteBuffer.allocate(Short.toUnsignedInt(received.getShort(0)));
    } else if (isOurs(received.array())) {
      answer.complete(received.array());
    } else {
      throw new IOException("the answer is to another question");
    }
  }
}
