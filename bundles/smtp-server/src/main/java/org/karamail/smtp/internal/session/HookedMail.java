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
 * @param mail what they are shown of MAIL, and of what was found out about the sender
 * @param notes of the connection and of this transaction
 */
record HookedMail(HookTransaction hooks, MailView mail, NoteBook notes) {

  HookedMail with(List<? extends CheckResult> found) {
    return new HookedMail(hooks, mail.with(found), notes);
  }

  List<CheckResult> checks() {
    return mail.checks();
  }
}
