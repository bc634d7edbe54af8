package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.SharedKaramail;
import org.karamail.itests.load.LocalDomain;
import org.karamail.itests.maildir.DeliveredMessage;
import org.karamail.itests.maildir.LineEnds;
import org.karamail.itests.smtp.SmtpReply;
import org.karamail.itests.smtp.SmtpTalk;

/** A message in by SMTP lies in the Maildir byte for byte, below exactly our own trace fields. */
@ExtendWith(SharedKaramail.class)
final class MessageArrivesUnchangedIT {

  private static final String FIELDS = "From: <a@sender.example>\r\nTo: <b@sender.example>\r\nSubject: unchanged\r\n";

  private static final String FOREIGN_TRACE =
      """
      Return-Path: <other@x.example>
      Delivered-To: other@x.example
      Received: from x.example by y.example;
      \tMon, 1 Jan 2024 00:00:00 +0000
      """;

  static Stream<Arguments> messages() {
    return Stream.of(
        message("an ordinary one", FIELDS + "\r\nHello.\r\n"),
        message("no body but the empty line", FIELDS + "\r\n"),
        message("not even the empty line", FIELDS),
        message("an empty body line at the end", FIELDS + "\r\nHello.\r\n\r\n\r\n"),
        message("lines of dots", FIELDS + "\r\n.\r\n..\r\n...\r\n.a\r\n. \r\na.\r\n"),
        message("a dot as the first line of all", ".\r\n"),
        message("every byte above 127", FIELDS + "\r\n" + highBytes() + "\r\n"),
        message("every control character but NUL, CR and LF", FIELDS + "\r\n" + controls() + "\r\n"),
        message("lines of 998 bytes", FIELDS + "\r\n" + "x".repeat(998) + "\r\n" + "y".repeat(998) + "\r\n"),
        message("tabs and blanks at the ends of lines", FIELDS + "X-Folded: a\r\n\t b \r\n\r\n \t \r\nx \t\r\n"),
        message("a Received, Return-Path and Delivered-To of others", FOREIGN_TRACE.replace("\n", "\r\n") + FIELDS + "\r\nHello.\r\n"),
        message("a body over 128 KB", FIELDS + "\r\n" + ("z".repeat(70) + "\r\n").repeat(3000)),
        message("a body that looks like SMTP", FIELDS + "\r\nMAIL FROM:<x@y>\r\nQUIT\r\nFrom nobody\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void whatWasSentIsWhatLiesThere(String name, byte[] message, KaramailProcess server) throws IOException {
    String recipient = fresh();
    SmtpReply reply;
    try (SmtpTalk talk = server.session()) {
      reply = talk.deliver(message, "a@sender.example", recipient);
    }
    assertThat(reply.text()).as(name).matches("250 2\\.0\\.0 Ok: queued as \\S+");
    DeliveredMessage delivered = server.maildirs().awaitOne(recipient);
    assertThat(delivered.content()).isEqualTo(LineEnds.lf(message));
    assertThat(delivered.returnPath()).isEqualTo("<a@sender.example>");
    assertThat(delivered.deliveredTo()).isEqualTo(recipient);
    assertThat(delivered.received()).contains(queueId(reply)).contains("for <" + recipient + ">");
  }

  @Test
  void everyRecipientGetsACopyAndNoneSeesTheOthers(KaramailProcess server) throws IOException {
    List<String> recipients = Stream.generate(MessageArrivesUnchangedIT::fresh).limit(25).toList();
    byte[] message = (FIELDS + "\r\nTo many.\r\n").getBytes(StandardCharsets.ISO_8859_1);
    try (SmtpTalk talk = server.session()) {
      assertThat(talk.deliver(message, "a@sender.example", recipients.toArray(String[]::new)).code()).isEqualTo(250);
    }
    for (String recipient : recipients) {
      DeliveredMessage delivered = server.maildirs().awaitOne(recipient);
      assertThat(delivered.content()).isEqualTo(LineEnds.lf(message));
      assertThat(delivered.deliveredTo()).isEqualTo(recipient);
      assertThat(delivered.received()).doesNotContain(" for ");
    }
  }

  @Test
  void theNullSenderIsKept(KaramailProcess server) throws IOException {
    String recipient = fresh();
    try (SmtpTalk talk = server.session()) {
      talk.deliver(FIELDS.getBytes(StandardCharsets.ISO_8859_1), "", recipient);
    }
    assertThat(server.maildirs().awaitOne(recipient).returnPath()).isEqualTo("<>");
  }

  private static String queueId(SmtpReply reply) {
    return reply.text().substring(reply.text().lastIndexOf(' ') + 1);
  }

  private static String fresh() {
    return "u" + UUID.randomUUID().toString().replace("-", "") + "@" + LocalDomain.NAME;
  }

  private static Arguments message(String name, String latin1) {
    return Arguments.of(name, latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String highBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = 128; b < 256; b++) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static String controls() {
    StringBuilder characters = new StringBuilder("\u007f");
    for (char c = 1; c < ' '; c++) {
      characters.append(c == '\r' || c == '\n' ? ' ' : c);
    }
    return characters.toString();
  }
}
