package org.karamail.outbound.internal;

import java.util.stream.Collectors;
import org.karamail.model.Envelope;
import org.karamail.model.Recipient;
import org.karamail.model.ReportForm;
import org.karamail.model.ReportWish;

/** What the sender asked of reports, in the words for a next hop that offers DSN (RFC 3461 section 5.2.1). */
final class ReportParameters {

  private ReportParameters() {}

  /** Behind MAIL; with a blank in front, or empty. */
  static String of(Envelope envelope) {
    ReportForm form = envelope.reports();
    return form.returned().map(returned -> " RET=" + returned).orElse("")
        + form.envelopeId().map(id -> " ENVID=" + id).orElse("");
  }

  /** Behind RCPT; with a blank in front, or empty. */
  static String of(Recipient recipient) {
    ReportWish wish = recipient.reports();
    String notify = wish.when().stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    return (notify.isEmpty() ? "" : " NOTIFY=" + notify)
        + wish.originalRecipient().map(original -> " ORCPT=" + original).orElse("");
  }
}
