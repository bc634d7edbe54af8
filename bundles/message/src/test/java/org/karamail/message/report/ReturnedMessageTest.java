package org.karamail.message.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.message.report.ReadReport.assertSevenBit;
import static org.karamail.message.report.ReadReport.octets;
import static org.karamail.message.report.ReadReport.parts;
import static org.karamail.message.report.ReadReport.text;
import static org.karamail.message.report.ReadReport.value;
import static org.karamail.message.report.SampleReport.FULL;
import static org.karamail.message.report.SampleReport.failed;
import static org.karamail.message.report.SampleReport.report;
import static org.karamail.message.report.SampleReport.whole;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.Entity;
import org.junit.jupiter.api.Test;
import org.karamail.message.Message;
import org.karamail.model.ReportForm;

/** How much of the message comes back with a report: its header, or all of it. */
class ReturnedMessageTest {

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
}
