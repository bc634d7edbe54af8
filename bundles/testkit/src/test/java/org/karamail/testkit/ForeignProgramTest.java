package org.karamail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.testkit.net.ClosedPort;
import org.karamail.testkit.net.FreePort;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ForeignProgramTest {

  @TempDir Path folder;

  @Test
  void aProgramIsFoundOnThePathAndAmongTheUnpackedServersOfTheCheckout() throws IOException {
    Path onPath = executable(folder.resolve("tools"), "mailtool");
    Path unpacked = executable(folder.resolve("checkout/target/servers/exim/usr/sbin"), "exim9");
    Path within = Files.createDirectories(folder.resolve("checkout/bundles/x"));
    ProgramSearch search = new ProgramSearch(Map.of("PATH", onPath.getParent().toString()), within);

    assertThat(ForeignProgram.find("mailtool", search)).isEqualTo(onPath);
    assertThat(ForeignProgram.find("exim9", search)).isEqualTo(unpacked);
  }

  @Test
  void aProgramThatIsNowhereSkipsTheTestAndFailsItInContinuousIntegration() {
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> ForeignProgram.find("no-such-daemon", new ProgramSearch(Map.of(), folder)))
        .withMessageContaining("no-such-daemon is not on this machine");
    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> ForeignProgram.find("no-such-daemon", new ProgramSearch(Map.of("CI", "true"), folder)))
        .withMessageContaining("CI must not skip");
  }

  @Test
  void aProgramThatEndsBeforeItIsReadyFailsTheTestWithWhatItPrinted() {
    try (ClosedPort never = ClosedPort.hold();
        ForeignProgram program = ForeignProgram.start(folder, "sh", "-c", "echo wrong option; exit 3")) {
      assertThatThrownBy(() -> program.awaitPort(never.address().getPort())).hasMessageContaining("wrong option");
    }
  }

  @Test
  void aProgramThatRunsToItsEndGivesBackWhatItPrinted() {
    assertThat(ForeignProgram.run(folder, "sh", "-c", "echo done")).isEqualTo("done\n");
  }

  @Test
  void aFrozenProgramTakesConnectionsAndAnswersNothingUntilItIsThawed() throws IOException {
    int port = FreePort.find();
    try (ForeignProgram server =
        ForeignProgram.start(folder, "python3", "-m", "http.server", "--bind", "127.0.0.1", Integer.toString(port))) {
      server.awaitPort(port).freeze();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(200);
        socket.getOutputStream().write("HEAD / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
        server.thaw();
        socket.setSoTimeout(20_000);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
    }
  }

  @Test
  void aClosedProgramIsGoneWithItsChildren() {
    ForeignProgram parent = ForeignProgram.start(folder, "sh", "-c", "sleep 300 & echo ready; wait").awaitOutput("ready");
    ProcessHandle handle = ProcessHandle.of(parent.pid()).orElseThrow();
    ProcessHandle child = handle.children().findFirst().orElseThrow();

    parent.close();

    assertThat(handle.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  private static Path executable(Path in, String name) throws IOException {
    Path file = Files.writeString(Files.createDirectories(in).resolve(name), "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
