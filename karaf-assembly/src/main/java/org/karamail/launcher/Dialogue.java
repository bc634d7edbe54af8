package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One SMTP session, a command at a time, each with its reply; optionally shown as it goes. */
final class Dialogue implements AutoCloseable {
  private static final int CONNECT_MILLIS = 10_000;
  /** The reply to the final dot may take this long (RFC 5321, 4.5.3.2.6). */
  private static final int REPLY_MILLIS = 600_000;

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;
  private final PrintStream shown;

  Dialogue(String host, int port, PrintStream shown) throws IOException {
    this.socket = new Socket();
    this.shown = shown;
    try {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setSoTimeout(REPLY_MILLIS);
      this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      this.out = socket.getOutputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a line and returns the last line of its reply. */
  String say(String line) throws IOException {
    shown.println("C: " + line);
    send(line + "\r\n");
    return hear();
  }

  /** Sends a message and its final dot; lines that begin with a dot are stuffed. */
  String sayMessage(String message) throws IOException {
    shown.println("C: (the message, " + message.length() + " characters)");
    send(message.replace("\r\n.", "\r\n..") + ".\r\n");
    return hear();
  }

  String hear() throws IOException {
    while (true) {
      String line = in.readLine();
      if (line == null) {
        throw new EOFException("the server closed the connection");
      }
      shown.println("S: " + line);
      if (line.length() < 4 || line.charAt(3) != '-') {
        return line;
      }
    }
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
