package org.karamail.plugin.mailauth.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karamail.hook.CheckResult;
import org.karamail.hook.CheckResult.Dmarc.Policy;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.IncomingMessage;
import org.karamail.model.Mailbox;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.dmarc.DmarcAnswer;
import org.karamail.plugin.mailauth.dmarc.DmarcRecord;

/** Makes a line of the journal of a message. */
final class Observation {

  private static final int MOST_SIGNATURES = 10;

  private Observation() {}

  /** Empty when nothing was found out, or nobody wants to know. */
  static Optional<Observed> of(
      IncomingMessage message, MailDomain author, DmarcAnswer answer, boolean enforced, Optional<String> override) {
    boolean found = answer.value() == Value.PASS || answer.value() == Value.FAIL;
    return answer
        .published()
        .filter(published -> found && !published.record().reports().isEmpty())
        .flatMap(
            published ->
                message
                    .session()
                    .map(
                        session ->
                            new Observed(
                                Observed.policyOf(published),
                                List.of(
                                    session.remoteAddress().getHostAddress().split("%", 2)[0],
                                    disposition(answer, enforced && override.isEmpty()),
                                    result(answer.alignment().dkim()),
                                    result(answer.alignment().spf()),
                                    reason(answer, published.record(), enforced, override),
                                    author.text(),
                                    message.envelope().sender().mailbox().map(Mailbox::domain).map(MailDomain::text).orElse(""),
                                    spf(message.checks()),
                                    signatures(message.checks())))));
  }

  private static String disposition(DmarcAnswer answer, boolean enforced) {
    if (answer.value() == Value.PASS) {
      return answer.policy() == Policy.NONE ? "none" : "pass";
    }
    return enforced ? answer.policy().name().toLowerCase(Locale.ROOT) : "none";
  }

  /** Why less was done than is published. */
  private static String reason(DmarcAnswer answer, DmarcRecord record, boolean enforced, Optional<String> override) {
    if (answer.value() == Value.PASS || record.policy() == Policy.NONE) {
      return "";
    } else if (override.isPresent() && answer.policy() != Policy.NONE) {
      return "local_policy" + Observed.COMMENT + override.get();
    } else if (!enforced && answer.policy() != Policy.NONE) {
      return "local_policy";
    }
    return record.testing() ? "policy_test_mode" : "";
  }

  private static String result(boolean aligned) {
    return aligned ? "pass" : "fail";
  }

  private static String spf(List<CheckResult> checks) {
    return of(checks, CheckResult.Spf.class).findFirst().map(spf -> text(spf.value()) + "/" + spf.domain()).orElse("");
  }

  /** Those that passed first (RFC 9990 section 3.1.4). */
  private static String signatures(List<CheckResult> checks) {
    return of(checks, CheckResult.Dkim.class)
        .flatMap(dkim -> dkim.signatures().stream())
        .sorted((one, other) -> Boolean.compare(other.value() == Value.PASS, one.value() == Value.PASS))
        .limit(MOST_SIGNATURES)
        .map(one -> text(one.value()) + "/" + one.domain() + "/" + one.selector().replaceAll("[^\\x21-\\x7e]", "?"))
        .collect(Collectors.joining(" "));
  }

  private static String text(Value value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <T> Stream<T> of(List<CheckResult> checks, Class<T> type) {
    return checks.stream().filter(type::isInstance).map(type::cast);
  }
}
