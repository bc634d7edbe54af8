package org.karamail.plugin.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DaemonConnectionTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsSaidArrivesOverTcpAndUnixSocketsAlike(boolean unix) throws IOException {
    try (ServerSocketChannel server = listen(unix);
        DaemonConnection connection = DaemonConnection.open(address(server), Deadline.in(LONG));
        SocketChannel peer = server.accept()) {
      connection.out().write("PING".getBytes(StandardCharsets.US_ASCII));
      connection.endOutput();
      assertThat(everything(peer)).isEqualTo("PING");
      peer.write(ByteBuffer.wrap("PONG".getBytes(StandardCharsets.US_ASCII)));
      peer.shutdownOutput();
      assertThat(connection.in().readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("PONG");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPeerThatSaysNothingIsWaitedForUntilTheDeadline(boolean unix) throws IOException {
    try (ServerSocketChannel server = listen(unix);
        DaemonConnection connection = DaemonConnection.open(address(server), Deadline.in(LONG))) {
      connection.deadline(Deadline.in(SHORT));
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connection.in().read());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPeerThatReadsNothingIsWaitedForUntilTheDeadline(boolean unix) throws IOException {
    try (ServerSocketChannel server = listen(unix);
        DaemonConnection connection = DaemonConnection.open(address(server), Deadline.in(LONG))) {
      connection.deadline(Deadline.in(SHORT));
      ByteBuffer large = ByteBuffer.allocate(64 << 20);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connection.write(large));
    }
  }

  @Test
  void anInterruptEndsAWaitAndStaysToBeSeen() throws IOException {
    try (ServerSocketChannel server = listen(false);
        DaemonConnection connection = DaemonConnection.open(address(server), Deadline.in(LONG))) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> connection.in().read());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void theFirstDaemonThatAnswersIsTakenAndWhatFailedIsNamed() throws IOException {
    try (ServerSocketChannel server = listen(false)) {
      DaemonAddress absent = DaemonAddress.parse(folder.resolve("absent").toString()).orElseThrow();
      Exchange<String> exchange = connection -> connection.address().text();
      assertThat(Exchange.first(List.of(absent, address(server)), LONG, Deadline.in(LONG), exchange))
          .isEqualTo(address(server).text());
      assertThatThrownBy(() -> Exchange.first(List.of(absent), LONG, Deadline.in(LONG), exchange))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(absent.text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:3310", "scanner.example:1", "[::1]:65535", "/run/clamav/clamd.ctl"})
  void anAddressIsReadAsWritten(String text) {
    assertThat(DaemonAddress.parse(text)).hasValueSatisfying(address -> assertThat(address).hasToString(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "127.0.0.1", "host:0", "host:65536", "::1:3310", "a b:1", "run/x.sock", "unix"})
  void whatIsNoAddressIsRefused(String text) {
    assertThat(DaemonAddress.parse(text)).isEmpty();
  }

  private ServerSocketChannel listen(boolean unix) throws IOException {
    SocketAddress on =
        unix
            ? UnixDomainSocketAddress.of(folder.resolve("socket"))
            : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return (unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open()).bind(on);
  }

  private static DaemonAddress address(ServerSocketChannel server) throws IOException {
    String text =
        server.getLocalAddress() instanceof InetSocketAddress internet
            ? "127.0.0.1:" + internet.getPort()
            : server.getLocalAddress().toString();
    return DaemonAddress.parse(text).orElseThrow();
  }

  private static String everything(SocketChannel peer) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    while (peer.read(buffer) >= 0) {
      assertThat(buffer.hasRemaining()).isTrue();
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
  }
}
