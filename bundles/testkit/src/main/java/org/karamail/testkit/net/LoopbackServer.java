package org.karamail.testkit.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP port that is served, each connection on a daemon thread of its own.
 *
 * <p>When {@link #close} returns, the port refuses and every connection is closed. Closing the socket alone does not promise
 * that: a thread that is just waiting in {@code accept} keeps the port open until it has been woken, and may even take one
 * more connection.
 *
 * <p><b>Threads.</b> All methods may be called on any thread, also by a conversation.
 */
public final class LoopbackServer implements Closeable {

  /** A free port of 127.0.0.1. */
  public static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final int BACKLOG = 200;

  private final ServerSocket listener;
  private final String name;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Optional<Thread> acceptor = Optional.empty();

  /** What is done with a connection; it is closed when this returns or throws. */
  @FunctionalInterface
  public interface Conversation {
    void with(Socket client) throws IOException;
  }

  private LoopbackServer(ServerSocket listener, String name) {
    this.listener = listener;
    this.name = name;
  }

  /** Binds a free port of 127.0.0.1; connections wait until {@link #serve}. */
  public static LoopbackServer bind(String name) {
    return bind(name, ANY_PORT, 0);
  }

  /**
   * Binds this address.
   *
   * @param receiveBuffer what the system keeps of a connection that is not read, in octets; 0 for as much as it likes
   * @throws UncheckedIOException if the port is taken
   */
  public static LoopbackServer bind(String name, InetSocketAddress at, int receiveBuffer) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      if (receiveBuffer > 0) {
        listener.setReceiveBufferSize(receiveBuffer);
      }
      listener.bind(at, BACKLOG);
      return new LoopbackServer(listener, name);
    } catch (IOException noPort) {
      throw new UncheckedIOException("cannot bind " + at, noPort);
    }
  }

  /** Takes connections from now on. An error of a conversation ends it; what it means is the conversation's to note. */
  public LoopbackServer serve(Conversation conversation) {
    Thread accepting = daemon(() -> accept(conversation), name);
    acceptor = Optional.of(accepting);
    accepting.start();
    return this;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** As it stands in configuration: {@code 127.0.0.1:2500}. */
  public String text() {
    return address().getAddress().getHostAddress() + ":" + address().getPort();
  }

  /** How many connections are open now. */
  public int open() {
    return open.size();
  }

  /** Closes every connection that is open now; the port stays served. */
  public void hangUp() {
    open.forEach(LoopbackServer::close);
  }

  @Override
  public void close() {
    close(listener);
    awaitAcceptor();
    hangUp();
  }

  private void awaitAcceptor() {
    try {
      if (acceptor.isPresent()) {
        acceptor.get().join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(Conversation conversation) {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        daemon(() -> converse(client, conversation), name + "-" + client.getPort()).start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void converse(Socket client, Conversation conversation) {
    try (client) {
      conversation.with(client);
    } catch (IOException over) {
      // it is closed by now; what that means the conversation has noted
    } finally {
      open.remove(client);
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
