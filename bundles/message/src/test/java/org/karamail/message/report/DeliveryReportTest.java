package org.karamail.message.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.message.Body;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.Mailbox;
import org.karamail.model.QueueId;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.StatusCode;

class DeliveryReportTest {

  private static final Instant ARRIVED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant TRIED = Instant.parse("2026-03-01T12:00:05Z");
  private static final Instant WRITTEN = Instant.parse("2026-03-01T12:01:00Z");
  private static final QueueId ID = QueueId.firstAt(ARRIVED);
  private static final String ORIGINAL =
      """
      Received: from client by mail.example; Sun, 1 Mar 2026 12:00:00 +0000
      Message-ID: <original@client.example>
      Subject: hello
       there

      """
          .replace("\n", "\r\n");

  private static final ReportForm FULL = new ReportForm(Optional.of(ReportForm.Returned.FULL), Optional.empty());

  @Test
  void itIsFromTheMailerDaemonToTheSenderAndSaysThatItIsAutomatic() throws IOException {
    org.apache.james.mime4j.dom.Message parsed = parse(report(ORIGINAL, failed("550 5.1.1 No such mailbox")).compose());

    assertThat(parsed.getFrom().get(0).getAddress()).isEqualTo("MAILER-DAEMON@mail.example");
    assertThat(parsed.getTo().flatten().get(0).getAddress()).isEqualTo("alice@client.example");
    assertThat(parsed.getSubject()).isEqualTo("Undelivered mail: your message could not be delivered");
    assertThat(parsed.getDate()).isEqualTo(WRITTEN);
    assertThat(parsed.getMessageId()).isEqualTo("<report." + ID + "." + WRITTEN.toEpochMilli() + "@mail.example>");
    assertThat(field(parsed, "Auto-Submitted")).isEqualTo("auto-replied");
    assertThat(field(parsed, "In-Reply-To")).isEqualTo("<original@client.example>");
    assertThat(field(parsed, "References")).isEqualTo("<original@client.example>");
    assertThat(field(parsed, "MIME-Version")).isEqualTo("1.0");
    assertThat(parsed.getMimeType()).isEqualTo("multipart/report");
    assertThat(field(parsed, "Content-Type")).contains("report-type=delivery-status");
  }

  @Test
  void itHasATextForPeopleAStatusForProgramsAndTheHeaderOfTheMessage() throws IOException {
    List<Entity> parts = parts(report(ORIGINAL, failed("550 5.1.1 No such mailbox")).compose());

    assertThat(parts).extracting(Entity::getMimeType)
        .containsExactly("text/plain", "message/delivery-status", "text/rfc822-headers");
    assertThat(text(parts.get(0)))
        .contains("mail.example", ID.toString(), "<bob@there.example>", "550 5.1.1 No such mailbox", "not tried again");
    assertThat(text(parts.get(2))).isEqualTo(ORIGINAL.substring(0, ORIGINAL.length() - 2));
  }

  @Test
  void theStatusHasEveryFieldOfTheMessageAndOfEachRecipient() throws IOException {
    ReportedRecipient delayed =
        new ReportedRecipient(
            mailbox("\"odd one\"@there.example"),
            Optional.empty(),
            Action.DELAYED,
            new StatusCode(4, 4, 1),
            Optional.of(Diagnostic.own("no answer")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.parse("2026-03-06T12:00:00Z")));

    List<HeaderBlock> groups = status(report(ORIGINAL, failed("550 5.1.1 No such mailbox"), delayed).compose());

    assertThat(names(groups.get(0))).containsExactly("Reporting-MTA", "X-Karamail-Queue-ID", "Arrival-Date");
    assertThat(value(groups.get(0), "Reporting-MTA")).isEqualTo("dns; mail.example");
    assertThat(value(groups.get(0), "X-Karamail-Queue-ID")).isEqualTo(ID.toString());
    assertThat(value(groups.get(0), "Arrival-Date")).isEqualTo("Sun, 1 Mar 2026 12:00:00 +0000");
    assertThat(names(groups.get(1)))
        .containsExactly(
            "Final-Recipient", "Action", "Status", "Remote-MTA", "Diagnostic-Code", "Last-Attempt-Date");
    assertThat(value(groups.get(1), "Final-Recipient")).isEqualTo("rfc822; bob@there.example");
    assertThat(value(groups.get(1), "Action")).isEqualTo("failed");
    assertThat(value(groups.get(1), "Status")).isEqualTo("5.1.1");
    assertThat(value(groups.get(1), "Remote-MTA")).isEqualTo("dns; mx.there.example");
    assertThat(value(groups.get(1), "Diagnostic-Code")).isEqualTo("smtp; 550 5.1.1 No such mailbox");
    assertThat(value(groups.get(1), "Last-Attempt-Date")).isEqualTo("Sun, 1 Mar 2026 12:00:05 +0000");
    assertThat(names(groups.get(2)))
        .containsExactly("Final-Recipient", "Action", "Status", "Diagnostic-Code", "Will-Retry-Until");
    assertThat(value(groups.get(2), "Final-Recipient")).isEqualTo("rfc822; \"odd one\"@there.example");
    assertThat(value(groups.get(2), "Action")).isEqualTo("delayed");
    assertThat(value(groups.get(2), "Status")).isEqualTo("4.4.1");
    assertThat(value(groups.get(2), "Diagnostic-Code")).isEqualTo("x-karamail; no answer");
    assertThat(value(groups.get(2), "Will-Retry-Until")).isEqualTo("Fri, 6 Mar 2026 12:00:00 +0000");
    assertThat(groups).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "250 ok\r\nAction: delivered",
        "250 ok\r\n\r\nFinal-Recipient: rfc822; forged@there.example",
        "bare\nline feed", "bare\rreturn", "nul \0 escape \u001b[31m bell \u0007",
        "separators \u2028 \u2029 \u0085 and \u202e overrides",
        "umlauts äöü, 漢字, \uD83D\uDE00 and a lone \uD800 surrogate",
        "--", "------=_Part\r\n--", "%s%n${jndi:ldap://x}", ""
      })
  void wordsOfStrangersAddNoLineNoFieldAndNoPart(String hostile) throws IOException {
    ReportedRecipient recipient =
        new ReportedRecipient(
            mailbox("bob@there.example"),
            Optional.empty(),
            Action.FAILED,
            new StatusCode(5, 0, 0),
            Optional.of(new Diagnostic("smtp", hostile)),
            Optional.of(hostile),
            Optional.of(TRIED),
            Optional.empty());

    Message message = report(ORIGINAL, recipient).compose();

    assertSevenBit(message);
    assertThat(parts(message)).hasSize(3);
    List<HeaderBlock> groups = status(message);
    assertThat(groups).hasSize(2);
    assertThat(names(groups.get(1)))
        .containsExactly(
            "Final-Recipient", "Action", "Status", "Remote-MTA", "Diagnostic-Code", "Last-Attempt-Date");
    assertThat(value(groups.get(1), "Action")).isEqualTo("failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "word ", "ä", "x\r\n"})
  void aHundredKilobytesOfDiagnosticAreCut(String piece) throws IOException {
    Message message = report(ORIGINAL, failed("550 5.0.0 " + piece.repeat(100_000 / piece.length()).strip())).compose();

    assertSevenBit(message);
    assertThat(message.size()).isLessThan(20_000);
    assertThat(value(status(message).get(1), "Diagnostic-Code")).startsWith("smtp; 550 5.0.0").endsWith("[...]");
  }

  @Test
  void aHeaderThatIsNot7BitComesBackOctetForOctet() throws IOException {
    String header = "Subject: gr\u00fc\u00dfe\r\nX-Long: " + "y".repeat(2000) + "\r\nX-End: \t=20= \r\n";

    Message message = report(header + "\r\n", failed("550 5.0.0 no")).compose();

    assertSevenBit(message);
    assertThat(text(parts(message).get(2))).isEqualTo(header);
  }

  @Test
  void ofAHugeHeaderTheFirstFieldsComeBack() throws IOException {
    Message message = report("X-Field: value\r\n".repeat(100_000) + "\r\n", failed("550 5.0.0 no")).compose();

    assertThat(text(parts(message).get(2))).hasSizeBetween(50_000, 51_200).endsWith("X-Field: value\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "no field at all\r\n", "Message-ID: <a@b>\r\n <c@d>\r\n\r\n", "Message-ID: x>\r\n\r\n"})
  void aHeaderOfAnyFormMakesAReportWithoutAThread(String header) throws IOException {
    Message message = report(header, failed("550 5.0.0 no")).compose();

    assertSevenBit(message);
    assertThat(parse(message).getHeader().getField("In-Reply-To")).isNull();
    assertThat(parts(message)).hasSize(3);
  }

  @Test
  void anAddressBeyondAsciiIsWrittenIn7Bit() throws IOException {
    ReportedRecipient recipient =
        new ReportedRecipient(
            mailbox("jürgen@büro.example"),
            Optional.empty(),
            Action.FAILED,
            new StatusCode(5, 6, 7),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Message message = report(ORIGINAL, recipient).compose();

    assertSevenBit(message);
    assertThat(value(status(message).get(1), "Final-Recipient")).isEqualTo("utf-8; j\\x{FC}rgen@b\\x{FC}ro.example");
    assertThat(text(parts(message).get(0))).contains("<jürgen@büro.example>");
  }

  @Test
  void severalKindsOfNewsHaveASubjectThatFitsThemAll() throws IOException {
    for (Action action : Action.values()) {
      ReportedRecipient other =
          new ReportedRecipient(
              mailbox("carol@there.example"),
              Optional.empty(),
              action,
              new StatusCode(2, 0, 0),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      String alone = parse(report(ORIGINAL, other).compose()).getSubject();
      String together = parse(report(ORIGINAL, failed("550 5.0.0 no"), other).compose()).getSubject();

      assertThat(alone).isNotEqualTo("Report about your message");
      assertThat(together).isEqualTo(action == Action.FAILED ? alone : "Report about your message");
    }
  }

  private static ReportedRecipient failed(String reply) {
    return failed(reply, Action.FAILED, Optional.empty());
  }

  private static ReportedRecipient failed(String reply, Action action, Optional<String> original) {
    String[] words = reply.split(" ", 3);
    Diagnostic diagnostic =
        words[2].matches("\\p{Print}+")
            ? Diagnostic.smtp(Reply.of(Integer.parseInt(words[0]), words[1], words[2]))
            : new Diagnostic("smtp", reply);
    return new ReportedRecipient(
        mailbox("bob@there.example"),
        original,
        action,
        StatusCode.parse(words[1]).orElseThrow(),
        Optional.of(diagnostic),
        Optional.of("mx.there.example"),
        Optional.of(TRIED),
        Optional.empty());
  }

  @Test
  void whatTheSenderSaidForItselfStandsInTheStatus() throws IOException {
    ReportedRecipient told = failed("550 5.1.1 No such mailbox", Action.FAILED, Optional.of("rfc822;Bob+2Bnews@old.example"));
    ReportForm form = new ReportForm(Optional.empty(), Optional.of("QQ+20314+2B159"));
    Message message = report(form, whole(""), told).compose();

    assertThat(value(status(message).get(0), "Original-Envelope-Id")).isEqualTo("QQ 314+159");
    assertThat(value(status(message).get(1), "Original-Recipient")).isEqualTo("rfc822; Bob+news@old.example");
  }

  @Test
  void aFailureBringsTheWholeMessageBackToWhoAskedForIt() throws IOException {
    List<Entity> parts = parts(report(FULL, whole("Hello\r\n"), failed("550 5.1.1 No")).compose());

    assertThat(parts.get(2).getMimeType()).isEqualTo("message/rfc822");
    org.apache.james.mime4j.dom.Message returned = (org.apache.james.mime4j.dom.Message) parts.get(2).getBody();
    assertThat(returned.getMessageId()).isEqualTo("<original@client.example>");
    assertThat(text(returned)).isEqualTo("Hello\r\n");
    assertThat(text(parts.get(0))).contains("and then your message.");
  }

  @Test
  void whatIsBeyondAsciiComesBackEncoded() throws IOException {
    Message report = report(FULL, whole("Gr\u00fc\u00dfe an alle hier, und noch mehr Text ohne Umlaute\r\n"), failed("550 5.1.1 No")).compose();

    assertSevenBit(report);
    assertThat(parts(report).get(2).getMimeType()).isEqualTo("message/rfc822");
    assertThat(new String(octets(report), ISO_8859_1)).contains("\r\n\r\nGr=FC=DFe an alle hier");
  }

  @Test
  void otherwiseOnlyTheHeaderComesBack() throws IOException {
    ReportForm headers = new ReportForm(Optional.of(ReportForm.Returned.HDRS), Optional.empty());
    ReportedRecipient delayed = failed("450 4.2.0 Busy", Action.DELAYED, Optional.empty());
    String large = ("x".repeat(70) + "\r\n").repeat(1000);
    String longLine = "x".repeat(2000) + "\r\n";
    for (DeliveryReport report :
        List.of(
            report(ReportForm.NONE, whole("body\r\n"), failed("550 5.1.1 No")),
            report(headers, whole("body\r\n"), failed("550 5.1.1 No")),
            report(FULL, whole("body\r\n"), delayed),
            report(FULL, whole(large), failed("550 5.1.1 No")),
            report(FULL, whole(longLine), failed("550 5.1.1 No")))) {
      Message composed = report.compose();
      assertSevenBit(composed);
      assertThat(parts(composed).get(2).getMimeType()).isEqualTo("text/rfc822-headers");
    }
  }

  private static Message whole(String body) {
    return new Message(HeaderBlock.of(ORIGINAL.getBytes(ISO_8859_1)), Body.of(body.getBytes(ISO_8859_1)));
  }

  private static DeliveryReport report(String header, ReportedRecipient... recipients) {
    return report(
        ReportForm.NONE, new Message(HeaderBlock.of(header.getBytes(ISO_8859_1)), Body.of(new byte[0])), recipients);
  }

  private static DeliveryReport report(ReportForm form, Message message, ReportedRecipient... recipients) {
    return new DeliveryReport(
        "mail.example",
        mailbox("alice@client.example"),
        ID,
        ARRIVED,
        WRITTEN,
        ZoneOffset.UTC,
        List.of(recipients),
        form,
        message);
  }

  private static Mailbox mailbox(String address) {
    return Mailbox.parse(address).orElseThrow();
  }

  private static void assertSevenBit(Message message) throws IOException {
    String text = new String(octets(message), ISO_8859_1);
    assertThat(text.chars().filter(c -> c == 0 || c > 0x7e)).isEmpty();
    assertThat(text).doesNotContainPattern("\r(?!\n)").doesNotContainPattern("(?<!\r)\n").endsWith("\r\n");
    assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(998);
  }

  private static byte[] octets(Message message) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    message.writeTo(octets);
    return octets.toByteArray();
  }

  private static org.apache.james.mime4j.dom.Message parse(Message message) throws IOException {
    DefaultMessageBuilder parser = new DefaultMessageBuilder();
    parser.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    return parser.parseMessage(new ByteArrayInputStream(octets(message)));
  }

  private static List<Entity> parts(Message message) throws IOException {
    return ((Multipart) parse(message).getBody()).getBodyParts();
  }

  private static String field(Entity entity, String name) {
    return entity.getHeader().getField(name).getBody();
  }

  private static String text(Entity part) throws IOException {
    try (InputStream in = ((SingleBody) part.getBody()).getInputStream()) {
      return new String(in.readAllBytes(), java.nio.charset.Charset.forName(part.getCharset()));
    }
  }

  private static List<HeaderBlock> status(Message message) throws IOException {
    return Arrays.stream(text(parts(message).get(1)).split("\r\n\r\n"))
        .map(group -> HeaderBlock.of((group.strip() + "\r\n").getBytes(ISO_8859_1)))
        .toList();
  }

  private static List<String> names(HeaderBlock group) {
    return group.fields().stream().map(field -> field.name()).toList();
  }

  private static String value(HeaderBlock group, String name) {
    return group.first(name).orElseThrow().value();
  }
}
