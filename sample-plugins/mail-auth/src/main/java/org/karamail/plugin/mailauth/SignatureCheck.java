package org.karamail.plugin.mailauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.karamail.dkim.Canonicalization;
import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult.Dkim;
import org.karamail.hook.CheckResult.Value;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Later;
import org.karamail.hook.Notes.Scope;
import org.karamail.hook.Outcome;
import org.karamail.message.HeaderBlock;
import org.karamail.plugin.mailauth.arc.ArcCheck;
import org.karamail.plugin.mailauth.arc.ArcResult;
import org.karamail.plugin.mailauth.dkim.BodyHashes;
import org.karamail.plugin.mailauth.dkim.DkimCheck;
import org.karamail.plugin.mailauth.results.ResultsField;

/**
 * DKIM and ARC of a message, whose body is read once for both. The answer is DKIM's; what was found of ARC is noted for
 * Authentication-Results, and with the message for the seal when it leaves.
 */
final class SignatureCheck {

  private static final Dkim UNCHECKED = new Dkim(Value.NONE, List.of(), "not checked");
  private static final Dkim LATE = new Dkim(Value.TEMPERROR, List.of(), "the name servers took too long");

  private final DkimCheck dkim;
  private final ArcCheck arc;
  private final Deadlines deadlines;

  private record Both(Dkim dkim, ArcResult arc) {}

  SignatureCheck(DkimCheck dkim, ArcCheck arc, Deadlines deadlines) {
    this.dkim = dkim;
    this.arc = arc;
    this.deadlines = deadlines;
  }

  Outcome<CheckAnswer<Dkim>> check(IncomingMessage message, Call call, MailAuthSettings settings) {
    boolean skipped = message.session().map(settings::isSkipped).orElse(true);
    if (skipped || !(settings.dkim() || settings.arc())) {
      return CheckAnswer.of(UNCHECKED);
    }
    Both late = new Both(LATE, new ArcResult(ArcResult.Status.TEMPERROR, "the name servers took too long"));
    CompletionStage<Both> found = deadlines.within(Deadlines.patience(call), verify(message, settings), () -> late);
    return Later.of(
        found.thenApply(
            both -> {
              if (settings.arc()) {
                note(ArcTrust.note(both.arc(), settings.trustedSealers(), call), call);
              }
              return CheckAnswer.of(both.dkim());
            }));
  }

  private CompletionStage<Both> verify(IncomingMessage message, MailAuthSettings settings) {
    HeaderBlock headers = message.headers();
    BodyHashes hashes = hashes(message, settings);
    CompletionStage<Dkim> signatures =
        settings.dkim() ? dkim.check(headers, hashes) : CompletableFuture.completedStage(UNCHECKED);
    CompletionStage<ArcResult> chain =
        settings.arc()
            ? arc.check(headers, hashes)
            : CompletableFuture.completedStage(new ArcResult(ArcResult.Status.NONE, ""));
    return signatures.thenCombine(chain, Both::new);
  }

  private static BodyHashes hashes(IncomingMessage message, MailAuthSettings settings) {
    HeaderBlock headers = message.headers();
    Stream<Canonicalization> forms =
        Stream.concat(
            settings.dkim() ? DkimCheck.bodyForms(headers) : Stream.empty(),
            settings.arc() ? ArcCheck.bodyForms(headers) : Stream.empty());
    try {
      return BodyHashes.of(message.body(), forms);
    } catch (IOException unread) {
      throw new UncheckedIOException("the body cannot be read to be verified", unread);
    }
  }

  private static void note(ArcResult found, Call call) {
    call.notes().put(Scope.TRANSACTION, ResultsField.ARC_NOTE, found.text());
    call.notes().put(Scope.MESSAGE, ArcSeal.STATUS_NOTE, found.status().text());
  }
}
