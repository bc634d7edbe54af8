package org.karamail.plugin.antispam;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.message.MailDate;
import org.karamail.message.Message;
import org.karamail.plugin.daemon.DaemonConnection;
import org.karamail.plugin.daemon.Exchange;

/**
 * One message put to SpamAssassin's spamd by the command SYMBOLS of the spamc protocol.
 *
 * <p>SpamAssassin reads from the topmost fields who sent a message from where; hooks see it before Karamail puts its own
 * there, so two like them go in front.
 *
 * @param mail what is judged
 */
record SpamdScan(IncomingMessage mail) implements Exchange<Score> {

  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final Pattern FIRST_LINE = Pattern.compile("SPAMD/\\d\\.\\d 0 EX_OK");
  private static final Pattern RESULT =
      Pattern.compile(
          "(?i)Spam: *(True|False|Yes|No) *; *(-?\\d{1,6}(?:\\.\\d{1,6})?) */ *(-?\\d{1,6}(?:\\.\\d{1,6})?) *");
  private static final Pattern LENGTH = Pattern.compile("(?i)Content-length: *(\\d{1,9}) *");

  @Override
  public Score with(DaemonConnection spamd) throws IOException {
    Message message = new Message(mail.headers(), mail.body());
    byte[] trace = trace().getBytes(UTF_8);
    OutputStream out = new BufferedOutputStream(spamd.out(), 1 << 14);
    String command = "SYMBOLS SPAMC/1.5\r\nContent-length: " + (trace.length + message.size()) + "\r\n\r\n";
    out.write(command.getBytes(ISO_8859_1));
    out.write(trace);
    message.writeTo(out);
    out.flush();
    spamd.endOutput();
    return read(new String(Bounded.read(spamd.in(), LARGEST_ANSWER), ISO_8859_1));
  }

  /**
   * Reads an answer.
   *
   * @throws IOException unless it is whole and says a score
   */
  static Score read(String answer) throws IOException {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("an answer without an end");
    }
    String[] head = answer.substring(0, end).split("\r\n", -1);
    String body = answer.substring(end + 4);
    if (!FIRST_LINE.matcher(head[0]).matches()) {
      throw new IOException("the answer '" + Printable.of(head[0]) + "'");
    }
    boolean whole = Integer.parseInt(line(head, LENGTH).group(1)) == body.length();
    if (!whole) {
      throw new IOException("a part of an answer");
    }
    return score(line(head, RESULT), body);
  }

  private static Score score(Matcher result, String symbols) {
    boolean spam = result.group(1).matches("(?i)true|yes");
    return new Score(
        Double.parseDouble(result.group(2)),
        Double.parseDouble(result.group(3)),
        Score.symbols(Arrays.stream(symbols.split(",", -1))),
        spam ? Score.Advice.MARK : Score.Advice.NOTHING);
  }

  private static Matcher line(String[] lines, Pattern form) throws IOException {
    for (String line : lines) {
      Matcher matcher = form.matcher(line);
      if (matcher.matches()) {
        return matcher;
      }
    }
    throw new IOException("an answer without '" + form.pattern().replaceAll("\\(\\?i\\)|:.*", "") + "'");
  }

  private String trace() {
    String path = "Return-Path: <" + Printable.of(mail.envelope().sender().toString()) + ">\r\n";
    return path + mail.session().map(this::received).orElse("");
  }

  private String received(Session session) {
    String helo = Printable.of(session.helo().orElse("unknown"));
    return "Received: from " + helo + " (" + helo + " [" + session.remoteAddress().getHostAddress() + "])\r\n"
        + "\tby karamail.invalid with " + (session.user().isPresent() ? "ESMTPA" : "ESMTP") + " id " + mail.id() + ";\r\n"
        + "\t" + MailDate.text(mail.id().time(), ZoneOffset.UTC) + "\r\n";
  }
}
