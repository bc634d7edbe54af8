package org.karamail.plugin.mailauth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.CheckResult.Spf;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.Later;
import org.karamail.hook.MailFrom;
import org.karamail.hook.Outcome;
import org.karamail.hook.Session;
import org.karamail.model.Mailbox;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.spf.Claim;
import org.karamail.plugin.mailauth.spf.SpfAnswer;
import org.karamail.plugin.mailauth.spf.SpfCheck;

/** SPF at MAIL: the sender's domain is asked, the client's name where there is no sender (RFC 7208 section 2.4). */
final class SenderCheck {

  private final SpfCheck spf;
  private final Deadlines deadlines;

  SenderCheck(SpfCheck spf, Deadlines deadlines) {
    this.spf = spf;
    this.deadlines = deadlines;
  }

  Outcome<CheckAnswer<Spf>> check(MailFrom mail, Call call, MailAuthSettings settings) {
    Session session = mail.session();
    MailDomain asked = asked(mail, settings);
    if (!settings.spf() || settings.isSkipped(session)) {
      return CheckAnswer.of(new Spf(Value.NONE, asked, "not checked"));
    }
    Duration patience = Deadlines.patience(call);
    CompletionStage<SpfAnswer> answer =
        deadlines.within(
            patience,
            spf.check(
                Claim.of(session.remoteAddress(), session.helo(), mail.sender()), settings.authservId().text(), patience),
            () -> new SpfAnswer(Value.TEMPERROR, "the name servers took too long", Optional.empty()));
    return Later.of(answer.thenApply(found -> CheckAnswer.of(new Spf(found.value(), asked, text(found)))));
  }

  private static MailDomain asked(MailFrom mail, MailAuthSettings settings) {
    return mail.sender()
        .mailbox()
        .map(Mailbox::domain)
        .or(() -> mail.session().helo().flatMap(MailDomain::parse))
        .orElseGet(settings::authservId);
  }

  private static String text(SpfAnswer answer) {
    return answer.explanation().map(text -> answer.detail() + "; it says: " + text).orElse(answer.detail());
  }
}
