package org.karamail.message.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.message.report.ReadReport.assertSevenBit;
import static org.karamail.message.report.ReadReport.field;
import static org.karamail.message.report.ReadReport.names;
import static org.karamail.message.report.ReadReport.parse;
import static org.karamail.message.report.ReadReport.parts;
import static org.karamail.message.report.ReadReport.status;
import static org.karamail.message.report.ReadReport.text;
import static org.karamail.message.report.ReadReport.value;
import static org.karamail.message.report.SampleReport.ID;
import static org.karamail.message.report.SampleReport.ORIGINAL;
import static org.karamail.message.report.SampleReport.TRIED;
import static org.karamail.message.report.SampleReport.failed;
import static org.karamail.message.report.SampleReport.mailbox;
import static org.karamail.message.report.SampleReport.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;
import org.karamail.model.Reply;
import org.karamail.model.StatusCode;

/** What others say never changes the form of a report: replies, names, addresses, header fields. */
class WordsOfStrangersTest {

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
}
