package org.karamail.testkit.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An SMTP server that says what it is told and nothing else, on a free port of the loopback address.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start(client -> {
 *   client.say("220 mx.example");
 *   client.expect("EHLO");
 *   client.say("250 mx.example");
 *   client.expect("MAIL FROM:");
 *   client.say("451 4.7.1 Greylisted");
 *   client.reset();
 * })) {
 *   deliverTo(server.address());
 *   server.check();
 * }
 * }</pre>
 *
 * <p>Every connection plays the script from its beginning, on a thread of its own. What a client should not have said ends
 * its connection and is thrown by {@link #check}; {@link #close} ends all connections and waits for nobody.
 */
public final class ScriptedServer implements Closeable {

  private final ServerSocket socket;
  private final Script script;
  private final List<ScriptedSession> sessions = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private ScriptedServer(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
  }

  /** What is played with each client. */
  @FunctionalInterface
  public interface Script {
    void play(ScriptedSession client) throws IOException;
  }

  /** Begins to listen. */
  public static ScriptedServer start(Script script) {
    return startAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  /** Begins to listen at an address, for tests with several hosts on 127.0.0.0/8. */
  public static ScriptedServer startAt(InetSocketAddress address, Script script) {
    try {
      ServerSocket socket = new ServerSocket(address.getPort(), 50, address.getAddress());
      ScriptedServer server = new ScriptedServer(socket, script);
      daemon("scripted-server-" + socket.getLocalPort(), server::accept);
      return server;
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  /** The connections so far, in the order in which they were accepted. */
  public List<ScriptedSession> sessions() {
    return List.copyOf(sessions);
  }

  /** The messages taken in so far by {@link ScriptedSession#readMessage}, of all connections. */
  public List<byte[]> messages() {
    return sessions.stream().flatMap(session -> session.messages().stream()).toList();
  }

  /** Throws what any client did against the script. */
  public void check() {
    for (Throwable failure : failures) {
      throw new AssertionError(failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket one : open) {
        one.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        daemon("scripted-session-" + client.getPort(), () -> play(client));
      } catch (IOException closed) {
        return; // close() is the only reason
      }
    }
  }

  private void play(Socket client) {
    try (client) {
      ScriptedSession session = new ScriptedSession(client);
      sessions.add(session);
      script.play(session);
    } catch (IOException | AssertionError broken) {
      if (!socket.isClosed()) {
        failures.add(broken);
      }
    } finally {
      open.remove(client);
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
