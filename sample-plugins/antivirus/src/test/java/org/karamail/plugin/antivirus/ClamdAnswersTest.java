package org.karamail.plugin.antivirus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.HookFault;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;

class ClamdAnswersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "OK", "stream: ok", "stream: OK FINE", "stream: FOUND", "stream:  FOUN", "UNKNOWN COMMAND",
        "stream: Can't allocate memory ERROR", "INSTREAM: Can't open file or directory ERROR", "stream: \u0001\u0002"
      })
  void anAnswerThatIsNotKnownIsNeverClean(String answer) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> ClamdScan.read(answer));
  }

  @Test
  void theNameOfASignatureIsMadeFitForAHeader() throws IOException {
    assertThat(ClamdScan.read("stream: Bad\r\nSubject: x" + "y".repeat(500) + " FOUND"))
        .isInstanceOfSatisfying(
            ScanResult.Infected.class,
            infected -> assertThat(infected.signature()).startsWith("Bad Subject: xy").hasSize(128).isPrintable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stream: OK", "stream: OK\0", "INSTREAM size limit", "\0", "stream: nonsense\0"})
  void aPeerThatAnswersTooEarlyOrInPartOrNonsenseMakesNoMessageClean(String answer) throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerAndLeave(peer, answer));
      Antivirus plugin = new Antivirus(Map.of("servers", "127.0.0.1:" + peer.getLocalPort()));
      IncomingView large = IncomingView.sample().body("x".repeat(78).concat("\r\n").repeat(200_000));
      HookHarness.create().ask(HookPoints.ON_ANTIVIRUS_SCAN, plugin, large).faults(HookFault.Kind.EXCEPTION);
      answered.join();
    }
  }

  private static void answerAndLeave(ServerSocket peer, String answer) {
    try (Socket client = peer.accept()) {
      client.getInputStream().readNBytes(14);
      client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }
}
