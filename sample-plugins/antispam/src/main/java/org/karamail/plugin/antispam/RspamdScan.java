package org.karamail.plugin.antispam;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.message.Message;
import org.karamail.plugin.daemon.DaemonConnection;
import org.karamail.plugin.daemon.Exchange;

/**
 * One message put to rspamd: a POST of {@code /checkv2} with the envelope in its header, and JSON in return.
 *
 * <p>It is asked by HTTP 1.0, so that the answer comes in one piece and ends with the connection: then a client is a few
 * lines, and works over a Unix socket as well.
 *
 * @param mail what is judged
 */
record RspamdScan(IncomingMessage mail) implements Exchange<Score> {

  private static final int LARGEST_ANSWER = 1 << 20;
  private static final byte[] EMPTY_LINE = "\r\n\r\n".getBytes(ISO_8859_1);

  @Override
  public Score with(DaemonConnection rspamd) throws IOException {
    Message message = new Message(mail.headers(), mail.body());
    OutputStream out = new BufferedOutputStream(rspamd.out(), 1 << 14);
    out.write(request(message.size()).getBytes(UTF_8));
    message.writeTo(out);
    out.flush();
    return read(Bounded.read(rspamd.in(), LARGEST_ANSWER));
  }

  private String request(long length) {
    StringBuilder request = new StringBuilder("POST /checkv2 HTTP/1.0\r\n");
    field(request, "Host", "rspamd");
    field(request, "Content-Length", Long.toString(length));
    field(request, "Queue-Id", mail.id().toString());
    field(request, "From", mail.envelope().sender().toString());
    mail.recipients().forEach(recipient -> field(request, "Rcpt", recipient.toString()));
    mail.session().ifPresent(session -> client(request, session));
    return request.append("\r\n").toString();
  }

  private static void client(StringBuilder request, Session session) {
    field(request, "IP", session.remoteAddress().getHostAddress());
    session.helo().ifPresent(name -> field(request, "Helo", name));
    session.user().ifPresent(name -> field(request, "User", name));
  }

  private static void field(StringBuilder request, String name, String value) {
    request.append(name).append(": ").append(Printable.of(value)).append("\r\n");
  }

  /**
   * Reads an answer.
   *
   * @throws IOException unless it is a 200 that is whole and says a score
   */
  static Score read(byte[] answer) throws IOException {
    int end = endOfHead(answer);
    String[] head = new String(answer, 0, end, ISO_8859_1).split("\r\n", -1);
    if (!head[0].matches("HTTP/1\\.\\d 200( .*)?")) {
      throw new IOException("the answer '" + Printable.of(head[0]) + "'");
    }
    byte[] body = Arrays.copyOfRange(answer, end + EMPTY_LINE.length, answer.length);
    for (String line : head) {
      String lower = line.toLowerCase(Locale.ROOT).replace(" ", "");
      if (lower.startsWith("content-length:") && !lower.equals("content-length:" + body.length)) {
        throw new IOException("a part of an answer");
      }
    }
    return RspamdAnswer.read(body);
  }

  private static int endOfHead(byte[] answer) throws IOException {
    for (int i = 0; i + EMPTY_LINE.length <= answer.length; i++) {
      if (Arrays.equals(answer, i, i + EMPTY_LINE.length, EMPTY_LINE, 0, EMPTY_LINE.length)) {
        return i;
      }
    }
    throw new IOException(answer.length == 0 ? "no answer" : "an answer without an end");
  }
}
