package org.karamail.message.report;

import java.util.List;
import java.util.stream.Collectors;
import org.karamail.message.MailDate;

/** The subject and the text for people. */
final class HumanText {

  private final DeliveryReport report;
  private final boolean whole;

  HumanText(DeliveryReport report, boolean whole) {
    this.report = report;
    this.whole = whole;
  }

  String subject() {
    List<Action> actions = report.recipients().stream().map(ReportedRecipient::action).distinct().toList();
    if (actions.size() > 1) {
      return "Report about your message";
    }
    return switch (actions.get(0)) {
      case FAILED -> "Undelivered mail: your message could not be delivered";
      case DELAYED -> "Delayed mail: your message has not been delivered yet";
      case DELIVERED -> "Your message was delivered";
      case RELAYED -> "Your message was passed on";
    };
  }

  String text() {
    return "This is the mail system at "
        + PlainText.line(report.host())
        + ".\r\n\r\n"
        + PlainText.wrapped(
            "It tells what became of a message that came in on "
                + MailDate.text(report.arrivedAt(), report.zone())
                + " with you as its sender, under the queue id "
                + report.about()
                + ".")
        + "\r\n\r\n"
        + report.recipients().stream().map(this::paragraph).collect(Collectors.joining("\r\n"))
        + "\r\nThe same follows in a form for programs, and then "
        + (whole ? "" : "the header of ")
        + "your message.\r\n";
  }

  private String paragraph(ReportedRecipient recipient) {
    return "<"
        + PlainText.line(recipient.address().toString())
        + "> "
        + sentence(recipient)
        + "\r\n"
        + recipient.remoteHost().map(host -> PlainText.indented("host: " + host) + "\r\n").orElse("")
        + recipient.diagnostic().map(said -> PlainText.indented("reason: " + said.text()) + "\r\n").orElse("");
  }

  private String sentence(ReportedRecipient recipient) {
    return switch (recipient.action()) {
      case FAILED -> "was not reached; delivery is not tried again.";
      case DELAYED ->
          "has not been reached yet; delivery is tried again"
              + recipient.retriedUntil().map(at -> " until\r\n    " + MailDate.text(at, report.zone())).orElse("")
              + ". You need not do anything.";
      case DELIVERED -> "has your message in the mailbox now.";
      case RELAYED -> "is served by a host that took your message and gives no such reports.";
    };
  }
}
