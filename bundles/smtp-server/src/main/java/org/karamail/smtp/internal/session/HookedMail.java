package org.karamail.smtp.internal.session;

import java.util.List;
import org.karamail.hook.CheckResult;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.karamail.smtp.internal.view.MailView;

/**
 * A mail transaction that hooks know of.
 *
 * @param hooks pinned from MAIL on; whoever holds this closes them
 * @param mail what they were shown of MAIL
 * @param notes of the connection and of this transaction
 * @param checks what has been found out about the sender
 */
record HookedMail(HookTransaction hooks, MailView mail, NoteBook notes, List<CheckResult> checks) {

  HookedMail {
    checks = List.copyOf(checks);
  }

  HookedMail with(List<? extends CheckResult> found) {
    return new HookedMail(hooks, mail, notes, List.copyOf(found));
  }
}
