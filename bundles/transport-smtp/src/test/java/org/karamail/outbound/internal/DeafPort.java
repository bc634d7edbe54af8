package org.karamail.outbound.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port to which no connection can be made: it is bound, its backlog is full, and nobody accepts. */
final class DeafPort implements AutoCloseable {

  private final ServerSocket server;
  private final List<SocketChannel> filling = new ArrayList<>();

  DeafPort() {
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      fill();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < 16; i++) {
      SocketChannel channel = SocketChannel.open();
      filling.add(channel);
      try {
        channel.socket().connect(address(), 200);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IOException("the backlog does not fill");
  }

  InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  @Override
  public void close() {
    try {
      for (SocketChannel one : filling) {
        one.close();
      }
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
