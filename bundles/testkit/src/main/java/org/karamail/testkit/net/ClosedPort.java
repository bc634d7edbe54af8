package org.karamail.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A loopback port that refuses every connection for as long as it is held: it is bound, so nobody else gets it, and nobody
 * listens. A port that was merely free a moment ago may by now be another test's.
 */
public final class ClosedPort implements AutoCloseable {

  private final Socket held = new Socket();

  /** Binds one; it refuses until {@link #close}. */
  public static ClosedPort hold() {
    return new ClosedPort();
  }

  private ClosedPort() {
    try {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) held.getLocalSocketAddress();
  }

  /** As it stands in configuration: {@code 127.0.0.1:2500}. */
  public String text() {
    return address().getAddress().getHostAddress() + ":" + address().getPort();
  }

  @Override
  public void close() {
    try {
      held.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
