package org.karamail.testkit.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/** The lines of a {@link PeerConversation}, in clear or encrypted, and the ways in which it spoils them. One thread. */
final class PeerWire {

  private static final int DRIP_MILLIS = 40;

  private final CountDownLatch closed;
  private Socket socket;
  private InputStream input;
  private OutputStream output;

  /** Thrown by acts that end the conversation. */
  static final class Over extends IOException {
    private static final long serialVersionUID = 1L;

    Over(String why) {
      super(why);
    }
  }

  /**
   * Wraps a connection.
   *
   * @param closed opens when the peer is closed
   */
  PeerWire(Socket socket, CountDownLatch closed) throws IOException {
    this.closed = closed;
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.output = socket.getOutputStream();
    socket.setTcpNoDelay(true);
  }

  /** Makes the handshake, as the server. */
  void encrypt() throws IOException {
    SSLSocket tls =
        (SSLSocket) PeerKey.context().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    socket = tls;
    input = new BufferedInputStream(tls.getInputStream());
    output = tls.getOutputStream();
  }

  boolean isEncrypted() {
    return socket instanceof SSLSocket;
  }

  /** Does what a script says that is not polite; throws when that ends the conversation. */
  void misbehave(Act act) throws IOException {
    switch (act.kind()) {
      case POLITE -> throw new IllegalStateException("polite acts are not misbehaviour");
      case REPLY -> say(act.lines().toArray(new String[0]));
      case CLOSE -> throw new Over("closed");
      case RESET -> {
        socket.setSoLinger(true, 0);
        throw new Over("reset");
      }
      case HANG -> {
        pause(TimeUnit.DAYS.toMillis(1));
        throw new Over("hung");
      }
      case DRIP -> dripForEver();
      case GARBAGE -> say("\u0001\u0002 this is no \u001b[31mSMTP");
      case ENDLESS_LINE -> saySomethingEndless();
      case OK_THEN_CLOSE -> {
        say("250 2.0.0 Ok");
        throw new Over("closed after 250");
      }
    }
  }

  /** Takes an octet and says one, time after time. */
  private void dripForEver() throws IOException {
    output.write("250-".getBytes(ISO_8859_1));
    while (!pause(DRIP_MILLIS)) {
      output.write('x');
      output.flush();
      if (input.available() > 0 && input.read() < 0) {
        throw new EOFException();
      }
    }
    throw new Over("dripped");
  }

  private void saySomethingEndless() throws IOException {
    output.write("250 ".getBytes(ISO_8859_1));
    byte[] piece = "x".repeat(1024).getBytes(ISO_8859_1);
    while (closed.getCount() > 0) {
      output.write(piece);
      output.flush();
    }
  }

  /** Waits; answers whether the peer was closed. */
  private boolean pause(long millis) throws IOException {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      throw new Over("stopped");
    }
  }

  void say(String... lines) throws IOException {
    output.write((String.join("\r\n", lines) + "\r\n").getBytes(ISO_8859_1));
    output.flush();
  }

  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = input.read(); octet != '\n'; octet = input.read()) {
      if (octet < 0) {
        throw new EOFException();
      }
      line.append((char) octet);
    }
    int last = line.length() - 1;
    if (last < 0 || line.charAt(last) != '\r') {
      throw new IOException("the client sends a bare LF: " + line);
    }
    if (line.indexOf("\r") < last) {
      throw new IOException("the client sends a bare CR: " + line);
    }
    return line.substring(0, last);
  }
}
