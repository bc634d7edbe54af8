package org.karamail.testkit.dns;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * UDP and TCP on one free port of loopback, as a name server has them, and a second UDP port to answer from wrongly. Takes one
 * message a connection (RFC 1035 section 4.2). What is heard is told on threads of its own, which end when it is closed.
 */
final class DnsPort implements AutoCloseable {

  private static final int LARGEST_DATAGRAM = 65_535;
  private static final int PORTS_TO_TRY = 50;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final DatagramSocket udp;
  private final DatagramSocket another;
  private final ServerSocket tcp;

  private DnsPort(DatagramSocket udp, ServerSocket tcp) throws SocketException {
    this.udp = udp;
    this.tcp = tcp;
    this.another = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
  }

  static DnsPort open() {
    try {
      return firstFree();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private static DnsPort firstFree() throws IOException {
    for (int i = 0; i < PORTS_TO_TRY; i++) {
      ServerSocket tcp = new ServerSocket(0, 50, LOOPBACK);
      try {
        return new DnsPort(new DatagramSocket(new InetSocketAddress(LOOPBACK, tcp.getLocalPort())), tcp);
      } catch (SocketException takenForUdp) {
        tcp.close();
      }
    }
    throw new IOException("no port that is free for UDP and TCP");
  }

  InetSocketAddress address() {
    return new InetSocketAddress(LOOPBACK, tcp.getLocalPort());
  }

  /** Tells each message with where its answer goes; the connection is the listener's to close. */
  void serve(BiConsumer<byte[], SocketAddress> overUdp, BiConsumer<byte[], Socket> overTcp) {
    daemon(() -> receive(overUdp), "scripted-dns-udp").start();
    daemon(() -> accept(overTcp), "scripted-dns-tcp").start();
  }

  private void receive(BiConsumer<byte[], SocketAddress> listener) {
    byte[] buffer = new byte[LARGEST_DATAGRAM];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        listener.accept(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void accept(BiConsumer<byte[], Socket> listener) {
    while (!tcp.isClosed()) {
      try {
        Socket client = tcp.accept();
        daemon(() -> read(client, listener), "scripted-dns-connection").start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void read(Socket client, BiConsumer<byte[], Socket> listener) {
    try {
      DataInputStream in = new DataInputStream(client.getInputStream());
      listener.accept(in.readNBytes(in.readUnsignedShort()), client);
    } catch (IOException gone) {
      close(client);
    }
  }

  void send(byte[] message, SocketAddress to) {
    send(udp, message, to);
  }

  /** Sends from a port that was not asked. */
  void sendFromAnother(byte[] message, SocketAddress to) {
    send(another, message, to);
  }

  private static void send(DatagramSocket from, byte[] message, SocketAddress to) {
    try {
      from.send(new DatagramPacket(message, message.length, to));
    } catch (IOException gone) {
      if (!from.isClosed()) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  @Override
  public void close() {
    udp.close();
    another.close();
    close(tcp);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
