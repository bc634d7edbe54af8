package org.karamail.plugin.mailauth;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.karamail.hook.Call;
import org.karamail.hook.Notes.Scope;
import org.karamail.model.MailDomain;
import org.karamail.plugin.mailauth.arc.ArcResult;
import org.karamail.plugin.mailauth.arc.ArcResult.Status;
import org.karamail.plugin.mailauth.arc.Sealed;

/**
 * The word of sealers that we trust, on its way from the check of signatures to that of the author and to the policy: DMARC
 * fails of mail that a mailing list has changed, and the list has seen it pass (RFC 8617 section 7.2, RFC 9989 section 5.4).
 */
final class ArcTrust {

  private static final String AUTHOR = "arc.vouched.author";
  private static final String WHY = "arc.vouched.why";
  private static final String OVERRIDE = "dmarc.override";

  private ArcTrust() {}

  /** Notes what a trusted sealer says; answers what is told of the chain. */
  static ArcResult note(ArcResult found, Set<String> trusted, Call call) {
    Optional<Sealed> vouching =
        found.status() == Status.PASS ? Sealed.vouching(found.sets(), trusted) : Optional.empty();
    if (vouching.isEmpty()) {
      return found;
    }
    Sealed set = vouching.get();
    String author = set.author().orElseThrow();
    call.notes().put(Scope.TRANSACTION, AUTHOR, author);
    call.notes().put(Scope.TRANSACTION, WHY, why(set));
    return found.detailed(set.domain() + ", which is trusted, has seen dmarc=pass of " + author);
  }

  /** Whether the only author is vouched for; if so it is noted that the policy is not done, with why. */
  static Optional<String> override(MailDomain author, Call call) {
    Optional<String> why =
        call.notes()
            .text(Scope.TRANSACTION, AUTHOR)
            .filter(vouched -> vouched.equals(author.text().toLowerCase(Locale.ROOT)))
            .flatMap(vouched -> call.notes().text(Scope.TRANSACTION, WHY));
    why.ifPresent(text -> call.notes().put(Scope.TRANSACTION, OVERRIDE, text));
    return why;
  }

  /** Whether the policy of the author's domain is not done. */
  static boolean isOverridden(Call call) {
    return call.notes().text(Scope.TRANSACTION, OVERRIDE).isPresent();
  }

  /** As aggregate reports say it (RFC 8617 section 7.2.2). */
  private static String why(Sealed set) {
    return "arc=pass as[" + set.instance() + "].d=" + set.domain() + " as[" + set.instance() + "].s=" + set.selector();
  }
}
