package org.karamail.itests.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.karamail.itests.maildir.Sha256;

/**
 * A message of which everything follows from its number, so that whoever finds it can say what it must look like. The
 * number travels in the envelope sender and comes back as Return-Path: a message of ten bytes has no room for it.
 *
 * @param run tells the messages of one run from those of another
 * @param number counts from 0
 */
public record NumberedMessage(String run, int number) {

  private static final int MAILBOXES = 40;
  private static final int SMALLEST = 10;
  private static final int INLINE_BOUND = 128 * 1024;
  private static final int LARGEST = 1024 * 1024;
  private static final String SENDER_DOMAIN = "@sender.example";

  /** The message that a Return-Path names. */
  public static NumberedMessage sentBy(String returnPath) {
    String local = returnPath.replaceAll("[<>\\s]", "").replace(SENDER_DOMAIN, "");
    int dash = local.lastIndexOf('-');
    return new NumberedMessage(local.substring(0, dash), Integer.parseInt(local.substring(dash + 1)));
  }

  /** Its envelope sender. */
  public String sender() {
    return run + "-" + number + SENDER_DOMAIN;
  }

  /** Its recipients: mostly one, every tenth message has three. */
  public List<String> recipients() {
    int first = new Random(seed()).nextInt(MAILBOXES);
    int count = number % 10 == 9 ? 3 : 1;
    return IntStream.range(0, count).mapToObj(i -> "k" + (first + i) % MAILBOXES + "@" + LocalDomain.NAME).toList();
  }

  /** Its bytes with CRLF line ends: 10 B to 128 KB, every twentieth up to 1 MB. */
  public byte[] content() {
    Random random = new Random(seed());
    return lines(random, size(random));
  }

  /** The hash of its bytes with LF line ends. */
  public String sha256() {
    return Sha256.ofLines(content());
  }

  private int size(Random random) {
    if (number % 20 == 19) {
      return INLINE_BOUND + 1 + random.nextInt(LARGEST - INLINE_BOUND);
    }
    double span = Math.log((double) INLINE_BOUND / SMALLEST);
    return (int) (SMALLEST * Math.exp(random.nextDouble() * span));
  }

  private byte[] lines(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    for (int i = 0; i < size; i++) {
      boolean control = (bytes[i] & 0x7f) < 0x20 || bytes[i] == 0x7f;
      bytes[i] = control ? (byte) '.' : bytes[i];
    }
    byte[] top = top();
    System.arraycopy(top, 0, bytes, 0, Math.min(top.length, size));
    for (int end = Math.max(top.length, 2); end < size; end += 2 + random.nextInt(200)) {
      crlf(bytes, end);
    }
    crlf(bytes, size);
    repairLoneLineEnds(bytes);
    return bytes;
  }

  private byte[] top() {
    String fields = "From: <" + sender() + ">\r\nSubject: number " + number + " of " + run + "\r\n\r\n";
    return fields.getBytes(StandardCharsets.US_ASCII);
  }

  private static void crlf(byte[] bytes, int end) {
    bytes[end - 2] = '\r';
    bytes[end - 1] = '\n';
  }

  /** Two line ends that overlap, or a top cut short, must not leave a bare CR or LF. */
  private static void repairLoneLineEnds(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      boolean lone =
          bytes[i] == '\r' ? i + 1 == bytes.length || bytes[i + 1] != '\n' : bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r');
      bytes[i] = lone ? (byte) 'x' : bytes[i];
    }
  }

  /** Spread out: the first values of generators with neighbouring seeds are alike. */
  private long seed() {
    return (run.hashCode() * 1_000_003L + number) * 0x9E3779B97F4A7C15L;
  }
}
