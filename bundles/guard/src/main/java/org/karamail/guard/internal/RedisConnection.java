package org.karamail.guard.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection to Redis, in its protocol RESP2: commands are arrays of strings, replies come in the order of the commands.
 * As much of it as limits need. Belongs to one thread, but for {@link #close}.
 */
final class RedisConnection implements AutoCloseable {

  private static final int LONGEST_LINE = 4_096;
  private static final int LONGEST_REPLY = 64;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  static RedisConnection open(GuardSettings.Redis server) throws IOException {
    int patience = Math.toIntExact(server.timeout().toMillis());
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(patience);
      socket.connect(new InetSocketAddress(server.host(), server.port()), patience);
      RedisConnection opened = new RedisConnection(socket);
      opened.introduce(server);
      return opened;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private void introduce(GuardSettings.Redis server) throws IOException {
    if (!server.password().isEmpty()) {
      ask(List.of("AUTH", server.password()));
    }
    if (server.database() != 0) {
      ask(List.of("SELECT", Integer.toString(server.database())));
    }
  }

  /** Sends a command and waits for its reply. */
  Reply ask(List<String> command) throws IOException {
    write(command);
    flush();
    return read();
  }

  /** Puts a command into the buffer. */
  void write(List<String> command) throws IOException {
    out.write(("*" + command.size() + "\r\n").getBytes(UTF_8));
    for (String part : command) {
      byte[] octets = part.getBytes(UTF_8);
      out.write(("$" + octets.length + "\r\n").getBytes(UTF_8));
      out.write(octets);
      out.write("\r\n".getBytes(UTF_8));
    }
  }

  void flush() throws IOException {
    out.flush();
  }

  /**
   * The next reply.
   *
   * @throws IOException if there is none in time, if it makes no sense, or if it is an error
   */
  Reply read() throws IOException {
    String line = line();
    String rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> new Reply(rest, List.of());
      case ':' -> new Reply("", List.of(number(rest)));
      case '$' -> new Reply(text(number(rest)), List.of());
      case '*' -> new Reply("", numbers(number(rest)));
      case '-' -> throw new IOException("it said " + rest);
      default -> throw new IOException("it does not speak the protocol of Redis");
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private List<Long> numbers(long count) throws IOException {
    if (count < 0 || count > LONGEST_REPLY) {
      throw new IOException("an array of " + count + " was not expected");
    }
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(read().number().orElseThrow(() -> new IOException("a number was expected")));
    }
    return numbers;
  }

  private String text(long length) throws IOException {
    if (length < 0 || length > LONGEST_LINE) {
      throw new IOException("a string of " + length + " octets was not expected");
    }
    byte[] octets = in.readNBytes(Math.toIntExact(length) + 2);
    if (octets.length != length + 2) {
      throw new EOFException("it closed the connection");
    }
    return new String(octets, 0, octets.length - 2, UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("it closed the connection");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("its line does not end");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  private static long number(String text) throws IOException {
    if (!text.matches("-?\\d{1,18}")) {
      throw new IOException("a number was expected");
    }
    return Long.parseLong(text);
  }

  /** A reply: a string, a number or an array of numbers. */
  record Reply(String text, List<Long> numbers) {

    Optional<Long> number() {
      return numbers.size() == 1 ? Optional.of(numbers.get(0)) : Optional.empty();
    }
  }
}
