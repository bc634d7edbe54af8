package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.instance.Launch;
import org.karamail.itests.maildir.DeliveredMessage;
import org.karamail.itests.maildir.LineEnds;
import org.karamail.itests.smtp.SmtpTalk;

/** What one server relays to the next by SMTP lies there byte for byte, below exactly the trace fields of both. */
final class MailLeavesUnchangedIT {

  private static final String DOMAIN = "relayed.example";
  private static final String FIELDS = "From: <a@sender.example>\r\nTo: <b@relayed.example>\r\nSubject: unchanged\r\n";
  private static final Pattern RECEIVED = Pattern.compile("\\AReceived: [^\n]*\n(?:[ \t][^\n]*\n)*");

  private static KaramailProcess last;
  private static KaramailProcess first;

  @BeforeAll
  static void startBoth() throws IOException {
    last = KaramailProcess.start(Launch.shipped("relayed-to").set("karamail.routing.cfg", "localDomains", DOMAIN));
    first =
        KaramailProcess.start(
            Launch.shipped("relaying")
                .set("karamail.routing.cfg", "relayDomains", DOMAIN)
                .set("karamail.routing.cfg", "relayHost", "127.0.0.1")
                .set("karamail.routing.cfg", "relayPort", Integer.toString(last.smtpPort())));
  }

  @AfterAll
  static void stopBoth() {
    first.close();
    last.close();
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        message("ordinary", FIELDS + "\r\nHello.\r\n"),
        message("header-only", FIELDS + "\r\n"),
        message("dots", FIELDS + "\r\n.\r\n..\r\n...\r\n.a\r\n. \r\na.\r\n"),
        message("high-bytes", FIELDS + "\r\n" + highBytes() + "\r\n"),
        message("long-lines", FIELDS + "\r\n" + "x".repeat(998) + "\r\n" + "y".repeat(998) + "\r\n"),
        message("blanks", FIELDS + "X-Folded: a\r\n\t b \r\n\r\n \t \r\nx \t\r\n"),
        message("large", FIELDS + "\r\n" + ("z".repeat(70) + "\r\n").repeat(3000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void whatWasSentToTheFirstLiesAtTheLast(String name, byte[] message) throws IOException {
    String recipient = name + "@" + DOMAIN;
    try (SmtpTalk talk = first.session()) {
      assertThat(talk.deliver(message, "a@sender.example", recipient).code()).isEqualTo(250);
    }
    DeliveredMessage delivered = last.maildirs().awaitOne(recipient);
    String content = new String(delivered.content(), StandardCharsets.ISO_8859_1);
    assertThat(RECEIVED.matcher(content).replaceFirst("")).isEqualTo(lf(message));
    assertThat(delivered.returnPath()).isEqualTo("<a@sender.example>");
    assertThat(delivered.deliveredTo()).isEqualTo(recipient);
    assertThat(first.maildirs().files()).isEmpty();
  }

  @Test
  void everyRecipientOfOneMessageGetsIt() throws IOException {
    String[] recipients = Stream.of("ann", "bob", "cid").map(one -> one + "@" + DOMAIN).toArray(String[]::new);
    try (SmtpTalk talk = first.session()) {
      assertThat(talk.deliver(FIELDS.getBytes(StandardCharsets.ISO_8859_1), "", recipients).code()).isEqualTo(250);
    }
    for (String recipient : recipients) {
      assertThat(last.maildirs().awaitOne(recipient).returnPath()).isEqualTo("<>");
    }
  }

  private static String lf(byte[] message) {
    return new String(LineEnds.lf(message), StandardCharsets.ISO_8859_1);
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
}
