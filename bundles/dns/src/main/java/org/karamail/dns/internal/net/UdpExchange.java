package org.karamail.dns.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A question in a datagram, from a port of its own that the system picks at random. The socket is connected, so that the
 * kernel drops what comes from other addresses and ports; a datagram with another id is dropped here, and the wait goes on
 * (RFC 5452 section 9).
 */
final class UdpExchange extends Exchange {

  private final InetSocketAddress server;
  private final DatagramChannel channel;

  UdpExchange(InetSocketAddress server, byte[] question, long deadline) throws IOException {
    super(question, deadline);
    this.server = server;
    this.channel = DatagramChannel.open();
  }

  @Override
  void begin(Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.connect(server);
    channel.register(selector, SelectionKey.OP_READ, this);
    channel.write(ByteBuffer.wrap(question));
  }

  @Override
  void ready(SelectionKey key, ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) <= 0) {
      return;
    }
    byte[] received = new byte[buffer.flip().remaining()];
    buffer.get(received);
    if (isOurs(received)) {
      answer.complete(received);
    }
  }

  @Override
  SelectableChannel channel() {
    return channel;
  }
}
