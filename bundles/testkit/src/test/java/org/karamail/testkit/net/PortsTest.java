package org.karamail.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortsTest {

  @RepeatedTest(300)
  void aClosedServerRefusesFromTheMomentItIsClosed() {
    LoopbackServer server = LoopbackServer.bind("closing").serve(client -> client.getInputStream().read());
    InetSocketAddress address = server.address();
    server.close();
    refuses(address);
  }

  @Test
  void aClosedServerHasClosedItsConnections() throws IOException {
    CountDownLatch conversing = new CountDownLatch(1);
    LoopbackServer server =
        LoopbackServer.bind("closing")
            .serve(
                client -> {
                  conversing.countDown();
                  client.getInputStream().read();
                });
    try (Socket client = connected(server.address())) {
      await().until(() -> conversing.getCount() == 0);
      server.close();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> server.open() == 0);
  }

  @Test
  void aConversationThatFailsEndsItsOwnConnectionOnly() throws IOException {
    try (LoopbackServer server =
            LoopbackServer.bind("failing")
                .serve(
                    client -> {
                      if (client.getInputStream().read() == 'x') {
                        throw new IOException("as the test wants");
                      }
                      client.getOutputStream().write('y');
                    });
        Socket failing = connected(server.address());
        Socket other = connected(server.address())) {
      failing.getOutputStream().write('x');
      assertThat(failing.getInputStream().read()).isEqualTo(-1);
      other.getOutputStream().write('o');
      assertThat(other.getInputStream().read()).isEqualTo('y');
    }
  }

  @Test
  void aClosedPortRefusesAndIsNobodysWhileItIsHeld() {
    try (ClosedPort closed = ClosedPort.hold()) {
      refuses(closed.address());
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> new ServerSocket(closed.address().getPort(), 1, InetAddress.getLoopbackAddress()));
      assertThat(closed.text()).isEqualTo("127.0.0.1:" + closed.address().getPort());
    }
  }

  @Test
  void aFreePortMayBeBoundAndLiesBelowThoseThatTheSystemGivesAway() throws IOException {
    int port = FreePort.find();
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(server.getLocalPort()).isLessThan(any.getLocalPort());
    }
  }

  private static Socket connected(InetSocketAddress address) throws IOException {
    return new Socket(address.getAddress(), address.getPort());
  }

  private static void refuses(InetSocketAddress address) {
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connected(address).close());
  }
}
