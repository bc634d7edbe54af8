package org.karamail.plugin.mailauth.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;

/** Hands a message to a mail server by SMTP (RFC 5321). Waits; its time-outs are short, because the server is near. */
final class HandOver implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;
  private static final int LONGEST_REPLY = 64;

  private final Socket socket = new Socket();
  private final Reporter reporter;

  HandOver(Reporter reporter) {
    this.reporter = reporter;
  }

  /** What the server says to a message. */
  enum Answer {
    TAKEN,
    REFUSED,
    LATER
  }

  /**
   * Hands over one message.
   *
   * @throws IOException if there is no server, or none that speaks SMTP
   */
  Answer send(String recipient, byte[] message) throws IOException {
    socket.connect(reporter.server(), CONNECT_MILLIS);
    socket.setSoTimeout(READ_MILLIS);
    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    OutputStream out = socket.getOutputStream();
    Answer answer = answer(in);
    for (String line : lines(recipient, message)) {
      if (answer == Answer.TAKEN) {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
        answer = answer(in);
      }
    }
    out.write("QUIT\r\n".getBytes(US_ASCII));
    return answer;
  }

  private List<String> lines(String recipient, byte[] message) {
    return List.of(
        "EHLO " + reporter.receiver(),
        "MAIL FROM:<" + reporter.from() + ">",
        "RCPT TO:<" + recipient + ">",
        "DATA",
        new String(message, US_ASCII).replace("\r\n.", "\r\n..") + ".");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static Answer answer(BufferedReader in) throws IOException {
    for (int lines = 0; lines < LONGEST_REPLY; lines++) {
      String line = in.readLine();
      if (line == null || line.length() < 3) {
        throw new IOException("the server hangs up, or speaks no SMTP");
      } else if (line.length() == 3 || line.charAt(3) != '-') {
        return switch (line.charAt(0)) {
          case '2', '3' -> Answer.TAKEN;
          case '5' -> Answer.REFUSED;
          default -> Answer.LATER;
        };
      }
    }
    throw new IOException("the server's reply has no end");
  }
}
