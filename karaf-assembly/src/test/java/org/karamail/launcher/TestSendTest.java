package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.karamail.testkit.net.ClosedPort;

class TestSendTest {
  private static final String ACCEPTED = "250 2.0.0 Ok: queued as 1CZP4RD2M00000000";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsTheFinalReplyAndNothingElse() throws Exception {
    Heard heard = talk("quiet", Map.of(".", ACCEPTED), "me@localhost", "you@localhost", "him@localhost");

    assertThat(heard.status()).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(ACCEPTED + System.lineSeparator());
    assertThat(heard.lines())
        .containsSubsequence(
            "EHLO localhost",
            "MAIL FROM:<me@localhost>",
            "RCPT TO:<you@localhost>",
            "RCPT TO:<him@localhost>",
            "DATA",
            "From: <me@localhost>",
            "To: <you@localhost>, <him@localhost>",
            ".",
            "QUIT");
  }

  @Test
  void showsTheWholeDialogueWhenAsked() throws Exception {
    talk("show", Map.of(".", ACCEPTED), "me@localhost", "you@localhost");

    assertThat(out.toString(UTF_8)).contains("S: 220 ready", "C: RCPT TO:<you@localhost>", "S: " + ACCEPTED);
  }

  @Test
  void aRefusedRecipientIsNamedWithTheReply() throws Exception {
    Heard heard = talk("quiet", Map.of("RCPT", "550 5.7.1 no relay"), "me@localhost", "you@elsewhere.example");

    assertThat(heard.status()).isEqualTo(1);
    assertThat(err.toString(UTF_8)).startsWith("The server refused RCPT TO:<you@elsewhere.example>: 550 5.7.1 no relay");
    assertThat(heard.lines()).doesNotContain("DATA");
  }

  @Test
  void anInternationalAddressAsksForSmtputf8() throws Exception {
    Heard heard = talk("quiet", Map.of(".", ACCEPTED), "me@localhost", "jörg@localhost");

    assertThat(heard.lines()).contains("MAIL FROM:<me@localhost> SMTPUTF8", "RCPT TO:<jörg@localhost>");
  }

  @Test
  void aServerThatIsNotThereEndsWithTwo() throws Exception {
    try (ClosedPort closed = ClosedPort.hold()) {
      int port = closed.address().getPort();
      assertThat(send("quiet", port, "me@localhost", "you@localhost")).isEqualTo(2);
      assertThat(err.toString(UTF_8)).startsWith("No SMTP with 127.0.0.1 port " + port);
    }
  }

  private record Heard(int status, List<String> lines) {}

  private Heard talk(String show, Map<String, String> replies, String from, String... to) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> serve(server, replies));
      int status = send(show, server.getLocalPort(), from, to);
      return new Heard(status, heard.get(10, TimeUnit.SECONDS));
    }
  }

  private int send(String show, int port, String from, String... to) {
    List<String> args = new ArrayList<>(List.of("127.0.0.1", Integer.toString(port), show, from));
    args.addAll(List.of(to));
    return TestSend.send(
        args.toArray(String[]::new), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  /** A server that says 250 to everything but what the test gives it. */
  private static List<String> serve(ServerSocket server, Map<String, String> replies) {
    List<String> heard = new ArrayList<>();
    try (Socket socket = server.accept();
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
      OutputStream wire = socket.getOutputStream();
      wire.write("220-wait\r\n220 ready\r\n".getBytes(UTF_8));
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard.add(line);
        if (data && !line.equals(".")) {
          continue;
        }
        data = line.equals("DATA");
        String reply = replies.getOrDefault(line.substring(0, Math.min(4, line.length())), data ? "354 go" : "250 ok");
        wire.write((reply + "\r\n").getBytes(UTF_8));
      }
    } catch (IOException clientLeft) {
      return heard;
    }
    return heard;
  }
}
