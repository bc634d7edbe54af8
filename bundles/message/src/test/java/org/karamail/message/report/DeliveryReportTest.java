package org.karamail.message.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.message.report.ReadReport.field;
import static org.karamail.message.report.ReadReport.names;
import static org.karamail.message.report.ReadReport.parse;
import static org.karamail.message.report.ReadReport.parts;
import static org.karamail.message.report.ReadReport.status;
import static org.karamail.message.report.ReadReport.text;
import static org.karamail.message.report.ReadReport.value;
import static org.karamail.message.report.SampleReport.ID;
import static org.karamail.message.report.SampleReport.ORIGINAL;
import static org.karamail.message.report.SampleReport.WRITTEN;
import static org.karamail.message.report.SampleReport.failed;
import static org.karamail.message.report.SampleReport.mailbox;
import static org.karamail.message.report.SampleReport.report;
import static org.karamail.message.report.SampleReport.whole;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.Entity;
import org.junit.jupiter.api.Test;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.Reply;
import org.karamail.model.ReportForm;
import org.karamail.model.StatusCode;

class DeliveryReportTest {

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

  @Test
  void whatTheSenderSaidForItselfStandsInTheStatus() throws IOException {
    ReportedRecipient told = failed("550 5.1.1 No such mailbox", Action.FAILED, Optional.of("rfc822;Bob+2Bnews@old.example"));
    ReportForm form = new ReportForm(Optional.empty(), Optional.of("QQ+20314+2B159"));
    Message message = report(form, whole(""), told).compose();

    assertThat(value(status(message).get(0), "Original-Envelope-Id")).isEqualTo("QQ 314+159");
    assertThat(value(status(message).get(1), "Original-Recipient")).isEqualTo("rfc822; Bob+news@old.example");
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
}
