package org.karamail.itests.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends exactly the bytes it is told to. Used by one thread. */
public final class SmtpTalk implements AutoCloseable {

  private static final int PATIENCE = (int) Duration.ofSeconds(90).toMillis();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private SmtpTalk(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects; nothing is read yet. */
  public static SmtpTalk to(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(host, port), PATIENCE);
      return new SmtpTalk(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Reads what the server says first. */
  public SmtpReply greeting() throws IOException {
    return reply();
  }

  /** Sends one line and reads the reply. */
  public SmtpReply command(String line) throws IOException {
    send(line + "\r\n");
    return reply();
  }

  /** Sends MAIL, one RCPT for each recipient, and DATA; gives back the first refusal, or the 354. */
  public SmtpReply open(String sender, String... recipients) throws IOException {
    SmtpReply reply = command("MAIL FROM:<" + sender + ">");
    for (int i = 0; i < recipients.length && reply.positive(); i++) {
      reply = command("RCPT TO:<" + recipients[i] + ">");
    }
    return reply.positive() ? command("DATA") : reply;
  }

  /** Sends a whole message, dots stuffed, and gives back the last reply. */
  public SmtpReply deliver(byte[] message, String sender, String... recipients) throws IOException {
    SmtpReply opened = open(sender, recipients);
    if (opened.code() != 354) {
      return opened;
    }
    send(DotStuffing.stuffed(message));
    return command(".");
  }

  /** Sends these characters, each as one byte. */
  public void send(String latin1) throws IOException {
    send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends these bytes in one segment if they fit. */
  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Where to stream a long body to. */
  public OutputStream body() {
    return out;
  }

  /** Reads one reply with all its lines. */
  public SmtpReply reply() throws IOException {
    StringBuilder lines = new StringBuilder();
    String line = line();
    while (line.length() > 3 && line.charAt(3) == '-') {
      lines.append(line).append('\n');
      line = line();
    }
    lines.append(line);
    if (!line.matches("[2-5][0-9][0-9]( .*)?")) {
      throw new IOException("not a reply: " + lines);
    }
    return new SmtpReply(Integer.parseInt(line.substring(0, 3)), lines.toString());
  }

  /** Whether the server has closed the session and said nothing more. */
  public boolean ended() throws IOException {
    return in.read() < 0;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("the server closed the session after: " + line);
      }
      line.write(next);
      next = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
