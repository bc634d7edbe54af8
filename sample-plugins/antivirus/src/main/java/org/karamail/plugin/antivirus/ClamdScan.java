package org.karamail.plugin.antivirus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.karamail.message.Message;
import org.karamail.plugin.daemon.DaemonConnection;
import org.karamail.plugin.daemon.Exchange;

/**
 * One message put to clamd: {@code zINSTREAM}, chunks with their lengths in front, a length of 0, and an answer that ends
 * with a NUL. Clamd may answer and leave before the end, when it has seen more than its StreamMaxLength; what it said then is
 * still read.
 *
 * @param message header and body, of which a chunk at a time is in memory
 */
record ClamdScan(Message message) implements Exchange<ScanResult> {

  private static final byte[] COMMAND = "zINSTREAM\0".getBytes(US_ASCII);
  private static final int CHUNK = 64 * 1024;
  private static final int LONGEST_ANSWER = 4096;
  private static final int LONGEST_SIGNATURE = 128;
  private static final String OK = "stream: OK";
  private static final String STREAM = "stream: ";
  private static final String FOUND = " FOUND";
  private static final String TOO_BIG = "INSTREAM size limit exceeded.";

  @Override
  public ScanResult with(DaemonConnection clamd) throws IOException {
    boolean whole;
    try {
      clamd.write(ByteBuffer.wrap(COMMAND));
      whole = send(clamd);
    } catch (SocketTimeoutException late) {
      throw late;
    } catch (IOException left) {
      return ofPart(afterLeaving(clamd, left));
    }
    ScanResult result = read(answer(clamd.in()));
    return whole ? result : ofPart(result);
  }

  /** Sends the message; answers whether it was sent to its end, because clamd may answer earlier. */
  private boolean send(DaemonConnection clamd) throws IOException {
    Chunks chunks = new Chunks(clamd);
    chunks.send(message.headers().toBytes());
    try (InputStream body = message.body().open()) {
      chunks.send(body);
    }
    return chunks.end();
  }

  /** A message of which clamd has not seen all can be infected, and never be clean. */
  private static ScanResult ofPart(ScanResult result) throws IOException {
    if (result instanceof ScanResult.Clean) {
      throw new IOException("an answer before the end of the message");
    }
    return result;
  }

  /** Clamd has closed its side while we were sending: it has said why, or it is broken. */
  private static ScanResult afterLeaving(DaemonConnection clamd, IOException left) throws IOException {
    try {
      return read(answer(clamd.in()));
    } catch (IOException silent) {
      left.addSuppressed(silent);
      throw left;
    }
  }

  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != 0; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the connection was closed without an answer");
      }
      answer.write(octet);
      if (answer.size() > LONGEST_ANSWER) {
        throw new IOException("an answer longer than " + LONGEST_ANSWER + " octets");
      }
    }
    return answer.toString(US_ASCII).strip();
  }

  /**
   * Reads an answer.
   *
   * @throws IOException if it is none that we know; unknown is never clean
   */
  static ScanResult read(String answer) throws IOException {
    if (answer.equals(OK)) {
      return new ScanResult.Clean();
    } else if (answer.startsWith(STREAM) && answer.endsWith(FOUND) && answer.length() > STREAM.length() + FOUND.length()) {
      return new ScanResult.Infected(signature(answer.substring(STREAM.length(), answer.length() - FOUND.length())));
    } else if (answer.startsWith(TOO_BIG)) {
      return new ScanResult.TooBig();
    }
    throw new IOException("the answer '" + signature(answer) + "'");
  }

  private static String signature(String name) {
    String printable = name.replaceAll("[^!-~]+", " ").strip();
    String bounded = printable.length() > LONGEST_SIGNATURE ? printable.substring(0, LONGEST_SIGNATURE) : printable;
    return bounded.isEmpty() ? "unnamed" : bounded;
  }

  /** Chunks on their way; stops early when clamd has something to say. */
  private static final class Chunks {

    private final DaemonConnection clamd;
    private final byte[] buffer = new byte[CHUNK];

    Chunks(DaemonConnection clamd) {
      this.clamd = clamd;
    }

    void send(byte[] octets) throws IOException {
      if (octets.length > 0) {
        send(octets, octets.length);
      }
    }

    void send(InputStream in) throws IOException {
      int count = in.readNBytes(buffer, 0, CHUNK);
      while (count > 0 && !clamd.hasInput()) {
        send(buffer, count);
        count = in.readNBytes(buffer, 0, CHUNK);
      }
    }

    boolean end() throws IOException {
      if (clamd.hasInput()) {
        return false;
      }
      clamd.write(ByteBuffer.allocate(Integer.BYTES));
      return true;
    }

    private void send(byte[] octets, int length) throws IOException {
      clamd.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
      clamd.write(ByteBuffer.wrap(octets, 0, length));
    }
  }
}
