package org.karamail.testkit.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's end of one connection. Belongs to the thread of its script; what it has seen may be read on any. */
public final class ScriptedSession {

  private static final int PATIENCE_MILLIS = 10_000;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<byte[]> messages = new CopyOnWriteArrayList<>();
  private Socket socket;
  private InputStream input;

  ScriptedSession(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    input = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends lines, each ended with CRLF, in one packet. */
  public ScriptedSession say(String... lines) throws IOException {
    return sayRaw(String.join("\r\n", lines) + "\r\n");
  }

  /** Sends exactly these octets, a character each (ISO 8859-1), and no line end. */
  public ScriptedSession sayRaw(String octets) throws IOException {
    said.add("S: " + octets.stripTrailing());
    socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads the client's next line, without its line end. */
  public String readLine() throws IOException {
    return tryLine().orElseThrow(() -> new AssertionError("the client has closed the connection" + soFar()));
  }

  /** The same; empty when the client has closed. */
  public Optional<String> tryLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = input.read(); octet != '\n'; octet = input.read()) {
      if (octet < 0) {
        return Optional.empty();
      }
      line.write(octet);
    }
    String text = line.toString(ISO_8859_1).replaceFirst("\r$", "");
    said.add("C: " + text);
    return Optional.of(text);
  }

  /** Reads the client's next line, which must begin so, in any case. */
  public String expect(String beginning) throws IOException {
    String line = readLine();
    if (!line.regionMatches(true, 0, beginning, 0, beginning.length())) {
      throw new AssertionError("expected " + beginning + " but the client says: " + line + soFar());
    }
    return line;
  }

  /** Reads a message up to CRLF.CRLF and keeps it, dots unstuffed, without the last dot. */
  public byte[] readMessage() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int octet = input.read();
      if (octet < 0) {
        throw new AssertionError("the client has closed the connection within a message" + soFar());
      }
      line.write(octet);
      if (octet == '\n' && line.toString(ISO_8859_1).endsWith("\r\n")) {
        byte[] whole = line.toByteArray();
        if (whole.length == 3 && whole[0] == '.') {
          messages.add(message.toByteArray());
          return message.toByteArray();
        }
        int from = whole[0] == '.' ? 1 : 0;
        message.write(whole, from, whole.length - from);
        line.reset();
      }
    }
  }

  /** Plays a server that takes everything until the client quits or goes: EHLO, MAIL, RCPT, DATA, RSET, NOOP, QUIT. */
  public void takeEverything() throws IOException {
    say("220 mx.example ESMTP");
    for (Optional<String> line = tryLine(); line.isPresent(); line = tryLine()) {
      String verb = line.get().split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (verb) {
        case "EHLO" -> say("250-mx.example", "250-PIPELINING", "250-ENHANCEDSTATUSCODES", "250 8BITMIME");
        case "DATA" -> {
          say("354 Go ahead");
          readMessage();
          say("250 2.0.0 Taken");
        }
        case "QUIT" -> {
          say("221 2.0.0 Bye");
          return;
        }
        default -> say("250 2.0.0 Ok");
      }
    }
  }

  /** Goes on encrypted, as behind the 220 that answers STARTTLS. */
  public ScriptedSession encrypt(SSLContext context) throws IOException {
    SSLSocket encrypted =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    socket = encrypted;
    input = new BufferedInputStream(encrypted.getInputStream());
    said.add("(encrypted: " + encrypted.getSession().getProtocol() + ")");
    return this;
  }

  /** Says nothing until the client goes: a host that hangs. */
  public void hang() throws IOException {
    socket.setSoTimeout(0);
    while (input.read() >= 0) {
      // whatever it says
    }
  }

  /** Closes in the orderly way. */
  public void close() throws IOException {
    socket.close();
  }

  /** Vanishes: the client sees a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** The messages read so far. */
  public List<byte[]> messages() {
    return List.copyOf(messages);
  }

  /** The conversation so far, {@code C: } and {@code S: } before each line; messages are not in it. */
  public List<String> conversation() {
    return List.copyOf(said);
  }

  private String soFar() {
    return "; the conversation so far:\n  " + String.join("\n  ", said);
  }
}
