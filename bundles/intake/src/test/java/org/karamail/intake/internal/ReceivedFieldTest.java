package org.karamail.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.karamail.intake.internal.Mails.BOB;
import static org.karamail.intake.internal.Mails.CAROL;
import static org.karamail.intake.internal.Mails.NOW;
import static org.karamail.intake.internal.Mails.mailbox;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.model.Mailbox;
import org.karamail.model.Origin;
import org.karamail.model.QueueId;

class ReceivedFieldTest {

  private static final QueueId ID = QueueId.firstAt(NOW);

  @Test
  void itSaysFromWhereByWhomHowUnderWhichIdForWhomAndWhen() {
    assertThat(field("client.example", "192.0.2.7", BOB))
        .isEqualTo(
            crlf(
                "Received: from client.example ([192.0.2.7])",
                "\tby mail.here.example with ESMTP id " + ID,
                "\tfor <bob@here.example>;",
                "\tSun, 1 Mar 2026 12:00:00 +0000"));
  }

  @Test
  void withSeveralRecipientsItNamesNone() {
    assertThat(field("client.example", "192.0.2.7", BOB, CAROL))
        .isEqualTo(
            crlf(
                "Received: from client.example ([192.0.2.7])",
                "\tby mail.here.example with ESMTP id " + ID + ";",
                "\tSun, 1 Mar 2026 12:00:00 +0000"));
  }

  @Test
  void anIpv6AddressHasItsTagAndNoInterfaceName() {
    assertThat(field("[IPv6:fe80::1]", "fe80::1%eth0", BOB)).startsWith("Received: from [IPv6:fe80::1] ([IPv6:fe80::1])\r\n");
  }

  @Test
  void aClientThatDidNotSayItsNameIsNamedByItsAddress() {
    assertThat(field("", "192.0.2.7", BOB)).startsWith("Received: from [192.0.2.7] ([192.0.2.7])\r\n");
  }

  @Test
  void aReportOfOurOwnComesFromNowhere() {
    assertThat(of(Origin.local("delivery"), List.of(BOB)))
        .isEqualTo(
            crlf(
                "Received: by mail.here.example id " + ID,
                "\tfor <bob@here.example>;",
                "\tSun, 1 Mar 2026 12:00:00 +0000"));
  }

  @Test
  void theDateIsInTheClocksZone() {
    Clock newYork = Mails.CLOCK.withZone(ZoneId.of("America/New_York"));
    String field = new ReceivedField("mail.here.example", newYork).of(Origin.local("x"), ID, List.of(BOB), NOW).raw();

    assertThat(field).endsWith("\tSun, 1 Mar 2026 07:00:00 -0500\r\n");
  }

  @Test
  void anAddressWithQuotesAndBlanksStaysOneWordOfTheField() {
    assertThat(field("client.example", "192.0.2.7", mailbox("\"odd; one\\\" \"@here.example")))
        .contains("\tfor <\"odd; one\\\" \"@here.example>;\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil) by trusted (x", "a\r\nSubject: forged", "a;b", "<x>", "\u0000\u001b", "ä", "\"", "a\\", "a b"
      })
  void aNameGivenByTheClientCannotLeaveItsPlace(String helo) {
    String[] lines = field(helo, "192.0.2.7", BOB).split("\r\n", -1);

    assertThat(lines).hasSize(5);
    assertThat(lines[0]).matches("Received: from [A-Za-z0-9._?:\\[\\]-]+ \\(\\[192\\.0\\.2\\.7]\\)");
  }

  @Test
  void aVeryLongNameIsCut() {
    assertThat(field("x".repeat(5000), "192.0.2.7", BOB)).hasSizeLessThan(600);
  }

  private static String field(String helo, String address, Mailbox... recipients) {
    return of(
        new Origin("ESMTP", "mx", Optional.of(address), helo, Optional.empty(), false), List.of(recipients));
  }

  private static String of(Origin origin, List<Mailbox> recipients) {
    return new ReceivedField("mail.here.example", Mails.CLOCK).of(origin, ID, recipients, NOW).raw();
  }

  private static String crlf(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
