package org.karamail.plugin.mailauth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.Call;
import org.karamail.hook.CheckResult;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Notes;
import org.karamail.hook.Verdict;
import org.karamail.message.HeaderBlock;
import org.karamail.message.HeaderField;
import org.karamail.plugin.mailauth.MailAuthSettings.Enforcement;
import org.karamail.plugin.mailauth.results.ResultsField;

/** What becomes of a message when all checks are done: its field Authentication-Results, and what policies ask for. */
final class HeaderGate {

  /** More fields of others than these are not carried on beside forged ones. */
  private static final int MOST_FOREIGN = 50;

  private HeaderGate() {}

  static Verdict judge(IncomingMessage message, Call call, MailAuthSettings settings) {
    Edits edits = withoutForged(message.headers(), settings.authservId().text());
    if (message.session().map(settings::isSkipped).orElse(true)) {
      return Verdict.proceed().with(edits);
    }
    Optional<Verdict> policy = policy(message.checks(), call, settings);
    Edits all = settings.authenticationResults() ? edits.and(results(message, call, settings)) : edits;
    return policy.orElseGet(Verdict::proceed).with(all);
  }

  private static Edits results(IncomingMessage message, Call call, MailAuthSettings settings) {
    List<String> further = call.notes().text(Notes.Scope.TRANSACTION, ResultsField.ARC_NOTE).stream().toList();
    return Edits.addField(
        ResultsField.NAME,
        ResultsField.value(settings.authservId().text(), message.checks(), message.envelope().sender(), further));
  }

  /** Whoever writes our name into his message means to deceive (RFC 8601 section 5). Fields of others stay, in order. */
  private static Edits withoutForged(HeaderBlock headers, String authservId) {
    List<HeaderField> foreign = new ArrayList<>();
    boolean forged = false;
    for (HeaderField field : headers.fields()) {
      if (ResultsField.isOurs(field, authservId)) {
        forged = true;
      } else if (field.isNamed(ResultsField.NAME)) {
        foreign.add(field);
      }
    }
    return forged ? replaced(foreign) : Edits.NONE;
  }

  private static Edits replaced(List<HeaderField> foreign) {
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit.RemoveFields(ResultsField.NAME));
    List<HeaderField> kept = new ArrayList<>(foreign.size() > MOST_FOREIGN ? List.of() : foreign);
    Collections.reverse(kept);
    kept.forEach(field -> edits.add(new Edit.AddField(field)));
    return new Edits(edits);
  }

  private static Optional<Verdict> policy(List<CheckResult> checks, Call call, MailAuthSettings settings) {
    for (CheckResult check : checks) {
      Optional<Verdict> verdict = Optional.empty();
      if (check instanceof CheckResult.Spf spf && settings.spfPolicy() == Enforcement.ENFORCE) {
        verdict = spf(spf);
      } else if (check instanceof CheckResult.Dmarc dmarc && settings.dmarcPolicy() == Enforcement.ENFORCE) {
        verdict = dmarc(dmarc, ArcTrust.isOverridden(call));
      }
      if (verdict.isPresent()) {
        return verdict;
      }
    }
    return Optional.empty();
  }

  /** The status codes are those of RFC 7372 section 3. */
  private static Optional<Verdict> spf(CheckResult.Spf spf) {
    return spf.value() == Value.FAIL
        ? Optional.of(Verdict.reject("5.7.23", "The domain " + spf.domain() + " does not send mail from your host (SPF)"))
        : Optional.empty();
  }

  private static Optional<Verdict> dmarc(CheckResult.Dmarc dmarc, boolean overridden) {
    String author = dmarc.domain().map(Object::toString).orElse("nobody");
    if (dmarc.value() == Value.PERMERROR) {
      return Optional.of(Verdict.reject("5.7.1", "The From field is missing or cannot be read"));
    } else if (dmarc.value() != Value.FAIL || overridden) {
      return Optional.empty();
    }
    return switch (dmarc.policy()) {
      case NONE -> Optional.empty();
      case QUARANTINE -> Optional.of(Verdict.quarantine("DMARC of " + author + " fails; it asks for quarantine"));
      case REJECT ->
          Optional.of(Verdict.reject("5.7.26", "Neither SPF nor DKIM backs " + author + ", which wants such mail refused (DMARC)"));
    };
  }
}
