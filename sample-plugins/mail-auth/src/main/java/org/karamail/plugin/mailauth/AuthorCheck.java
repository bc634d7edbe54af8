package org.karamail.plugin.mailauth;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult.Dmarc;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Later;
import org.karamail.hook.Outcome;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.MailAuthSettings.Enforcement;
import org.karamail.plugin.mailauth.dmarc.AsciiName;
import org.karamail.plugin.mailauth.dmarc.Author;
import org.karamail.plugin.mailauth.dmarc.DmarcAnswer;
import org.karamail.plugin.mailauth.dmarc.DmarcCheck;
import org.karamail.plugin.mailauth.dmarc.Identifiers;
import org.karamail.plugin.mailauth.report.Reports;

/** DMARC of a message, for the domain, or each of the domains, in From. */
final class AuthorCheck {

  private final DmarcCheck dmarc;
  private final Deadlines deadlines;
  private final Reports reports;

  /** An author's domain and what was found about it. */
  private record Judged(MailDomain author, DmarcAnswer answer) {

    Judged or(Judged other) {
      return other.answer.isGraverThan(answer) ? other : this;
    }

    Dmarc result() {
      return new Dmarc(answer.value(), Optional.of(author), answer.policy(), answer.detail());
    }
  }

  AuthorCheck(DmarcCheck dmarc, Deadlines deadlines, Reports reports) {
    this.dmarc = dmarc;
    this.deadlines = deadlines;
    this.reports = reports;
  }

  Outcome<CheckAnswer<Dmarc>> check(IncomingMessage message, Call call, MailAuthSettings settings) {
    if (!settings.dmarc() || message.session().map(settings::isSkipped).orElse(true)) {
      return CheckAnswer.of(plain(Value.NONE, "not checked"));
    }
    return Author.domains(message.headers())
        .map(authors -> check(authors, message, call, settings.dmarcPolicy() == Enforcement.ENFORCE))
        .orElseGet(() -> CheckAnswer.of(plain(Value.PERMERROR, "no From that can be read")));
  }

  private Outcome<CheckAnswer<Dmarc>> check(
      List<MailDomain> authors, IncomingMessage message, Call call, boolean enforced) {
    Identifiers identifiers = Identifiers.in(message.checks());
    Dmarc late = new Dmarc(Value.TEMPERROR, Optional.of(authors.get(0)), Dmarc.Policy.NONE, "the name servers took too long");
    Optional<String> override = authors.size() == 1 ? ArcTrust.override(authors.get(0), call) : Optional.empty();
    CompletionStage<Dmarc> judged =
        judge(authors, identifiers)
            .thenApply(
                gravest -> {
                  reports.observe(message, gravest.author(), gravest.answer(), enforced, override);
                  return gravest.result();
                });
    CompletionStage<Dmarc> result = deadlines.within(Deadlines.patience(call), judged, () -> late);
    return Later.of(result.thenApply(CheckAnswer::of));
  }

  private CompletionStage<Judged> judge(List<MailDomain> authors, Identifiers identifiers) {
    CompletionStage<Judged> gravest = judge(authors.get(0), identifiers);
    for (MailDomain author : authors.subList(1, authors.size())) {
      gravest = gravest.thenCompose(before -> judge(author, identifiers).thenApply(before::or));
    }
    return gravest;
  }

  private CompletionStage<Judged> judge(MailDomain author, Identifiers identifiers) {
    return AsciiName.of(author)
        .map(name -> dmarc.check(name, identifiers))
        .orElseGet(() -> CompletableFuture.completedStage(DmarcAnswer.unusable()))
        .thenApply(answer -> new Judged(author, answer));
  }

  private static Dmarc plain(Value value, String detail) {
    return new Dmarc(value, Optional.empty(), Dmarc.Policy.NONE, detail);
  }
}
