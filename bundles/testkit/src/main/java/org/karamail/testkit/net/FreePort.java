package org.karamail.testkit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A loopback port for a program that binds it later. It lies below those that the system gives to connections and to servers
 * that ask for any port ({@code ip_local_port_range}), so that none of them comes to lie on it in between.
 */
public final class FreePort {

  private static final int FIRST = 10_000;
  private static final int LAST = 32_767;
  private static final int TRIES = 1_000;

  private FreePort() {}

  /** A port that nobody listens on at this moment, chosen at random among them. */
  public static int find() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new AssertionError("no free port between " + FIRST + " and " + LAST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
