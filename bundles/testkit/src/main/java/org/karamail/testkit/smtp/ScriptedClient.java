package org.karamail.testkit.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * An SMTP client that says what it is told and nothing else.
 *
 * <pre>{@code
 * try (ScriptedClient client = ScriptedClient.connect(address)) {
 *   client.expect(220);
 *   client.command("EHLO client.example", 250);
 *   client.command("MAIL FROM:<a@client.example>", 250);
 * }
 * }</pre>
 */
public final class ScriptedClient implements Closeable {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int MOST_REMEMBERED = 200;

  private final Socket socket;
  private final InputStream input;
  private final Deque<String> said = new ArrayDeque<>();

  private ScriptedClient(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects; the banner is still to be read. */
  public static ScriptedClient connect(InetSocketAddress server) {
    try {
      Socket socket = new Socket(server.getAddress(), server.getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      return new ScriptedClient(socket);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Connects, reads the banner and says EHLO. */
  public static ScriptedClient greeted(InetSocketAddress server) {
    ScriptedClient client = connect(server);
    client.expect(220);
    client.command("EHLO client.example", 250);
    return client;
  }

  /** Sends lines, each ended with CRLF, in one packet. */
  public ScriptedClient send(String... lines) {
    return sendRaw(String.join("\r\n", lines) + "\r\n");
  }

  /** Sends exactly these octets, a character each (ISO 8859-1). */
  public ScriptedClient sendRaw(String octets) {
    return sendRaw(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends exactly these octets. */
  public ScriptedClient sendRaw(byte... octets) {
    remember("C: " + preview(octets));
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException lost) {
      throw new UncheckedIOException("connection lost while sending" + soFar(), lost);
    }
  }

  /** Whether the server has said something that was not read yet; does not wait. */
  public boolean hasReply() {
    try {
      return input.available() > 0;
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  /** Reads the next reply, however many lines it has. */
  public ServerReply reply() {
    List<String> lines = new ArrayList<>();
    String line;
    do {
      line = readLine();
      lines.add(line);
      if (!line.matches("\\d{3}([ -].*)?")) {
        throw new AssertionError("not a reply line: " + line + soFar());
      }
    } while (line.length() > 3 && line.charAt(3) == '-');
    return new ServerReply(Integer.parseInt(line.substring(0, 3)), lines);
  }

  /** Reads the next reply, which must have this code. */
  public ServerReply expect(int code) {
    ServerReply reply = reply();
    if (reply.code() != code) {
      throw new AssertionError("expected " + code + " but got: " + reply + soFar());
    }
    return reply;
  }

  /** Sends a line and expects the code in reply. */
  public ServerReply command(String line, int code) {
    return send(line).expect(code);
  }

  /** Waits until the server closes, and fails if it says anything before. */
  public void expectClose() {
    try {
      int octet = input.read();
      if (octet >= 0) {
        throw new AssertionError("expected the server to close, but it says something" + soFar());
      }
    } catch (SocketTimeoutException open) {
      throw new AssertionError("expected the server to close the connection" + soFar(), open);
    } catch (SocketException reset) {
      remember("S: (reset: " + reset.getMessage() + ")");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads one line of whatever it is. */
  public String readLine() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int octet = input.read(); octet != '\n'; octet = input.read()) {
        if (octet < 0) {
          throw new AssertionError("the server closed the connection" + soFar());
        }
        line.write(octet);
      }
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("the server says nothing" + soFar(), silent);
    } catch (IOException lost) {
      throw new AssertionError("connection lost" + soFar(), lost);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\r")) {
      throw new AssertionError("a line of the server does not end with CRLF: " + text + soFar());
    }
    text = text.substring(0, text.length() - 1);
    remember("S: " + text);
    return text;
  }

  /** Ends the sending direction only. */
  public void shutdownOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Vanishes: the server sees a reset. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void remember(String line) {
    if (said.size() == MOST_REMEMBERED) {
      said.removeFirst();
    }
    said.addLast(line);
  }

  private String soFar() {
    return "; the conversation so far:\n  " + String.join("\n  ", said);
  }

  private static String preview(byte[] octets) {
    String text = new String(octets, 0, Math.min(octets.length, 200), StandardCharsets.ISO_8859_1);
    return text.replace("\r", "\\r").replace("\n", "\\n") + (octets.length > 200 ? "... (" + octets.length + ")" : "");
  }
}
