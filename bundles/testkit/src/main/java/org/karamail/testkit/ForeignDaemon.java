package org.karamail.testkit;

import java.nio.file.Path;

/**
 * A daemon of somebody else that listens on a port of 127.0.0.1 and on a Unix socket.
 *
 * @param program what runs
 * @param port of 127.0.0.1
 * @param socket the path of the Unix socket
 */
public record ForeignDaemon(ForeignProgram program, int port, Path socket) implements AutoCloseable {

  /** Waits until it takes connections on both. */
  public ForeignDaemon await() {
    program.awaitPort(port).awaitSocket(socket);
    return this;
  }

  /** Where it listens, as configurations have it: {@code 127.0.0.1:3310}. */
  public String tcp() {
    return "127.0.0.1:" + port;
  }

  /** Where else it listens. */
  public String unix() {
    return socket.toString();
  }

  /** Ends it. */
  @Override
  public void close() {
    program.close();
  }
}
